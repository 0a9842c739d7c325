#ifndef ZHANGFA_CEXPAT_SHIM_H
#define ZHANGFA_CEXPAT_SHIM_H

#include <expat.h>

#endif
