#pragma once
#define IFF_LOOPBACK 8
