#ifndef ZHANGFA_CYAML_SHIM_H
#define ZHANGFA_CYAML_SHIM_H

#include <yaml.h>

#endif
