# Programs of the tests. `make check` runs them all through tests/run.py; ctest runs the units and headers.
pkg_check_modules(cmocka REQUIRED IMPORTED_TARGET cmocka)
set(test_dir ${PROJECT_BINARY_DIR}/tests)

function(add_test_program name)
    add_executable(${name} ${ARGN})
    target_include_directories(${name} PRIVATE src)
    target_link_libraries(${name} PRIVATE zopa_static)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${test_dir})
endfunction()

file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/test_*.c)
foreach(source ${unit_sources})
    get_filename_component(name ${source} NAME_WE)
    add_test_program(${name} ${source})
    target_link_libraries(${name} PRIVATE PkgConfig::cmocka)
    add_test(NAME ${name} COMMAND ${name})
endforeach()

add_test_program(alloc tests/alloc/alloc.c)
foreach(target parser pipeline instance)
    add_test_program(replay_${target} tests/fuzz/replay.c tests/fuzz/fuzz_${target}.c)
    if(ZOPA_FUZZ)
        add_test_program(fuzz_${target} tests/fuzz/fuzz_${target}.c)
        target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    endif()
endforeach()

# The public header promises more than this project's own compiler flags ask for.
set(header_check ${CMAKE_C_COMPILER} -pedantic -Wall -Wextra -Werror -fsyntax-only)
add_test(NAME header_c99 COMMAND ${header_check} -std=c99 -x c ${PROJECT_SOURCE_DIR}/include/zopa.h)
add_test(NAME header_cpp COMMAND ${header_check} -std=c++11 -x c++ ${PROJECT_SOURCE_DIR}/include/zopa.h)

# The benchmarks of `make bench`; built only when asked for.
foreach(bench enumerate survey why questions)
    add_test_program(bench_${bench} bench/${bench}.c)
    set_target_properties(bench_${bench} PROPERTIES EXCLUDE_FROM_ALL TRUE)
endforeach()
