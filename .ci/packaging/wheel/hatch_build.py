"""Sets the platform tags of the wheel: any Linux on x86-64, because the static program does not load libc."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Tags(BuildHookInterface):
    def initialize(self, version, build_data):
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64"
