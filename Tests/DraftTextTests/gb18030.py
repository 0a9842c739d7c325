"""Writes all code points except surrogates to the given file, in order, in GB18030-2022.

Python's codec follows an earlier edition, so this file contains the codes that the editions of 2005 and 2022 changed.
MOVED has the characters that now have a code of two bytes. PRIVATE has the private-use characters that Python has at
those codes; they get Python's codes of the moved characters.
"""
import sys

MOVED = {
    0x1E3F: 'A8BC', 0x9FB4: 'FE59', 0x9FB5: 'FE61', 0x9FB6: 'FE66', 0x9FB7: 'FE67', 0x9FB8: 'FE6D', 0x9FB9: 'FE7E', 0x9FBA: 'FE90',
    0x9FBB: 'FEA0', 0xFE10: 'A6D9', 0xFE11: 'A6DB', 0xFE12: 'A6DA', 0xFE13: 'A6DC', 0xFE14: 'A6DD', 0xFE15: 'A6DE', 0xFE16: 'A6DF',
    0xFE17: 'A6EC', 0xFE18: 'A6ED', 0xFE19: 'A6F3',
}
PRIVATE = {
    0xE7C7: '8135F437', 0xE81E: '82359037', 0xE826: '82359038', 0xE82B: '82359039', 0xE82C: '82359130', 0xE832: '82359131',
    0xE843: '82359132', 0xE854: '82359133', 0xE864: '82359134', 0xE78D: '84318236', 0xE78F: '84318237', 0xE78E: '84318238',
    0xE790: '84318239', 0xE791: '84318330', 0xE792: '84318331', 0xE793: '84318332', 0xE794: '84318333', 0xE795: '84318334',
    0xE796: '84318335',
}
codes = {point: bytes.fromhex(code) for point, code in (MOVED | PRIVATE).items()}
with open(sys.argv[1], 'wb') as file:
    for point in range(0x110000):
        if not 0xD800 <= point < 0xE000:
            file.write(codes.get(point) or chr(point).encode('gb18030'))
