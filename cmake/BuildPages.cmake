# Runs npm in `web` and leaves report.html, workbench.html and plot.js in `out`. Packages are installed only when
# package-lock.json changed since they were: a copy of it lies with them. Where they cannot be installed and `how` is
# AUTO, the three files are left empty, and the command says so when it is asked for a page.
set(lock ${web}/package-lock.json)
set(installed ${web}/node_modules/.zopa-installed)
set(log ${out}.log)

# Downloads no browser: only the tests of web/ need one, and they take the system's.
set(ENV{PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD} 1)

function(run_npm result)
    execute_process(COMMAND ${npm} ${ARGN} WORKING_DIRECTORY ${web} RESULT_VARIABLE status
                    OUTPUT_FILE ${log} ERROR_FILE ${log})
    set(${result} ${status} PARENT_SCOPE)
endfunction()

function(stop_with_log what)
    file(READ ${log} text)
    message(FATAL_ERROR "${what}:\n${text}")
endfunction()

function(leave_empty)
    foreach(name report.html workbench.html plot.js)
        file(WRITE ${out}/${name} "")
    endforeach()
endfunction()

execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${lock} ${installed} RESULT_VARIABLE changed
                OUTPUT_QUIET ERROR_QUIET)
if(NOT changed EQUAL 0)
    # No package runs a script of its own while it is installed.
    run_npm(failed ci --ignore-scripts --no-audit --no-fund)
    if(failed AND how STREQUAL "AUTO")
        message(NOTICE "note: npm could not install what the pages need (${log} says why): zopa is built without report, "
                       "plot and serve; touch web/package-lock.json to try again")
        leave_empty()
        return()
    elseif(failed)
        stop_with_log("npm ci failed")
    endif()
    configure_file(${lock} ${installed} COPYONLY)
endif()

run_npm(failed run build -- --outDir ${out})
if(failed)
    stop_with_log("the pages could not be built")
endif()
