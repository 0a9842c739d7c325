import PackagePlugin
@main struct PrepareRulesPlugin: BuildToolPlugin { func createBuildCommands(context: PluginContext, target: Target) -> [Command] { [] } }
