#ifndef ZHANGFA_CZLIB_SHIM_H
#define ZHANGFA_CZLIB_SHIM_H

#include <zlib.h>

#endif
