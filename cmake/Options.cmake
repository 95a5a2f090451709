# What can be chosen, and the compiler flags that every target shares.
option(ZOPA_TESTS "Build the tests (needs cmocka)" ON)
option(ZOPA_FUZZ "Build the fuzzers (needs clang with libFuzzer)" OFF)
set(ZOPA_WEB AUTO CACHE STRING "Build the pages of report, plot and serve (needs npm with node 18): AUTO, ON, OFF")
set(ZOPA_DUKTAPE AUTO CACHE STRING "Draw pictures by zopa plot (needs Duktape): AUTO, ON, OFF")
set(ZOPA_RSVG AUTO CACHE STRING "Make PNG of pictures (needs librsvg): AUTO, ON, OFF")
set(ZOPA_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined or thread")

# Assertions stay on by default: a wrong answer is worse than none.
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g")

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_compile_definitions(_XOPEN_SOURCE=700) # POSIX 2008
add_compile_options(-Wall -Wextra -Wno-missing-field-initializers -Wshadow -Wconversion)

set(sanitizers ${ZOPA_SANITIZE})
if(ZOPA_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    if(NOT sanitizers)
        set(sanitizers address,undefined)
    endif()
endif()
if(sanitizers)
    add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${sanitizers})
endif()
