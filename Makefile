# The front door. CMake builds (CMakeLists.txt); here is what people want to do.
BUILD  ?= build
PREFIX ?= /usr/local
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)

PACKAGES := build-essential cmake pkg-config libgmp-dev libcadical-dev libutf8proc-dev libcmocka-dev python3 python3-jsonschema \
            libmicrohttpd-dev libjansson-dev duktape-dev librsvg2-dev
# COMMAND:PACKAGE. A command that is there counts wherever it comes from: Debian's npm does not go with another's node.
COMMANDS := node:nodejs npm:npm
# What only the tests need: a browser, the fonts that their pictures are compared in, and pdftotext.
CHECK_PACKAGES := fonts-dejavu-core poppler-utils
CHECK_COMMANDS := chromium:chromium
# The system's python3 has jsonschema; another one that comes first on PATH may not. Looked up when it is used,
# since `deps` may only just have installed it.
PYTHON := $$(test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)
DEMO := examples/berlin/berlin.zopa
SOURCES = $(wildcard include/*.h src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] cli/*.[ch] tests/*/*.[ch] bench/*.[ch] examples/*.c)

.PHONY: help build demo check bench bench-peer install format clean deps check-deps

help:
	@echo "make demo      build zopa and print a working paper on the Berlin talks"
	@echo "make check     build and run every test            (ARGS=zone: only what has zone in its name)"
	@echo "make bench     measure the speed                   (ARGS=quick, or growth, the name of a program)"
	@echo "make bench-peer side by side with NegMAS           (from PyPI, into $(BUILD)/peer; ARGS=quick)"
	@echo "make build     build into $(BUILD)/"
	@echo "make install   install                             (PREFIX=$(PREFIX), DESTDIR=)"
	@echo "make format    lay out the C files by clang-format"
	@echo "make clean     remove $(BUILD)/"
	@echo "make deps      install missing Debian packages; the others do so when needed"

demo: build
	@$(BUILD)/zopa brief $(DEMO)
	@echo
	@# Where the pages were not built in, the command itself says what is missing.
	@if $(BUILD)/zopa report $(DEMO) -o $(BUILD)/demo.html 2> $(BUILD)/log; \
	then echo "To look at it: open $(BUILD)/demo.html in a browser; to work on it: $(BUILD)/zopa serve $(DEMO)"; \
	else cat $(BUILD)/log; fi

check: build check-deps
	@$(PYTHON) tests/run.py --build $(BUILD) $(ARGS)

bench: build
	@cmake --build $(BUILD) --target benches > $(BUILD)/log || { cat $(BUILD)/log; exit 1; }
	@$(PYTHON) bench/run.py --build $(BUILD) $(ARGS)

bench-peer:
	@$(MAKE) --no-print-directory bench ARGS="peer $(ARGS)"

install: build
	@DESTDIR=$(DESTDIR) cmake --install $(BUILD) --prefix $(PREFIX)

format:
	clang-format -i $(SOURCES)

clean:
	rm -rf $(BUILD)

# Quiet unless something goes wrong; warnings of the compiler are always seen.
build: $(BUILD)/CMakeCache.txt
	@cmake --build $(BUILD) --parallel $(JOBS) > $(BUILD)/log || { cat $(BUILD)/log; exit 1; }

$(BUILD)/CMakeCache.txt: | deps
	@mkdir -p $(BUILD)
	@cmake -S . -B $(BUILD) $(CMAKE_FLAGS) > $(BUILD)/log || { cat $(BUILD)/log; rm -f $@; exit 1; }

# $(call install,PACKAGES,COMMANDS) says nothing when everything is there, or where packages are not Debian's.
define install
	@command -v dpkg-query > /dev/null || exit 0; \
	missing=; \
	for package in $(1); do \
	    dpkg-query -W -f='$${Status}' $$package 2> /dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	for command in $(2); do \
	    command -v $${command%:*} > /dev/null || missing="$$missing $${command#*:}"; \
	done; \
	test -n "$$missing" || exit 0; \
	echo "installing$$missing"; \
	as_root=; \
	if test "$$(id -u)" != 0; then \
	    command -v sudo > /dev/null || { echo "these packages are needed:$$missing" >&2; exit 1; }; \
	    as_root=sudo; \
	fi; \
	$$as_root apt-get update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing > /dev/null
endef

deps:
	$(call install,$(PACKAGES),$(COMMANDS))

check-deps:
	$(call install,$(CHECK_PACKAGES),$(CHECK_COMMANDS))
