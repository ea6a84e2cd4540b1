# `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# For temporary files, thrown away by `make clean`.
export TMPDIR := $(CURDIR)/.build/tmp

# A module may import only what Package.swift says it may.
STRICT := --explicit-target-dependency-import-check error
# One file a process, nothing of the toolchain needed to run it.
RELEASE := -c release $(STRICT) --static-swift-stdlib -Xswiftc -use-ld=lld
# One after the other: many of the tests wait for conditions with a bound, and on two cores all at
# once starve each other past it.
TESTING := --disable-xctest --no-parallel $(STRICT)
SOURCES := Package.swift Shared services deploy Tests

.PHONY: help run sandbox build test test-client test-page test-console test-api test-containers openapi \
    lint format check soak bench bench-quick clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: build ## install what is missing, build, run everything; Ctrl-C stops it
	@deploy/prerequisites run
	@exec .build/release/kumquat-stack --demo

sandbox: | $(TMPDIR) ## WeChat, WeChat Pay and SMS in a box, alone, for any back end
	@deploy/prerequisites build
	@deploy/prerequisites run
	@swift build $(RELEASE) --product kumquat-sandbox
	@exec deploy/sandbox

build: | $(TMPDIR) ## the executables, in .build/release
	@deploy/prerequisites build
	@swift build $(RELEASE)

test: | $(TMPDIR) ## all tests, those against the real executables included
	@deploy/prerequisites test
	@deploy/python-packages
	@Tests/Client/run
	@rm -f $(TMPDIR)/api-witness
	@KUMQUAT_ENV=sandbox API_WITNESS=$(TMPDIR)/api-witness swift test $(TESTING)
	@deploy/openapi/unseen $(TMPDIR)/api-witness

test-client: | $(TMPDIR) ## the client for mini-programs: types, tests with a false wx, coverage (seconds)
	@deploy/prerequisites test
	@Tests/Client/run

openapi: | $(TMPDIR) ## docs/openapi and docs/contracts, from what the processes say of themselves
	@deploy/prerequisites build
	@swift build $(STRICT)
	@deploy/openapi/openapi .build/debug

test-api: | $(TMPDIR) ## a running stack against docs/openapi, by schemathesis (four minutes)
	@deploy/prerequisites test
	@deploy/python-packages
	@swift build $(STRICT)
	@.build/python/bin/python deploy/openapi/try .build/debug

test-page: | $(TMPDIR) ## the pages of sandbox, playground and proof, in a real Chromium
	@deploy/prerequisites page
	@deploy/python-packages
	@swift build $(STRICT)
	@.build/python/bin/python Tests/Page/test_page.py
	@.build/python/bin/python Tests/Page/test_proof.py
	@.build/python/bin/python Tests/Page/test_play.py
	@.build/python/bin/python Tests/Page/test_walk.py

test-console: | $(TMPDIR) ## the console's page, in a real Chromium before a stack with the demo
	@deploy/prerequisites page
	@deploy/python-packages
	@swift build $(STRICT)
	@.build/python/bin/python Tests/Page/test_console.py
	@.build/python/bin/python Tests/Page/test_console_process.py

test-containers: build ## the images and compose.yaml in podman, as root; says so where it cannot
	@deploy/test-containers .build/release

lint: | $(TMPDIR) ## formatting and the rules of the house
	@swift format lint --strict --parallel --recursive $(SOURCES)
	@deploy/lint
	@deploy/kubernetes/check
	@deploy/python-packages
	@for document in docs/openapi/*.json; do \
	    .build/python/bin/openapi-spec-validator $$document >/dev/null || exit 1; \
	done
	@! command -v tsc >/dev/null || tsc --allowJs --checkJs --noEmit --noUnusedLocals --target es2022 \
	    --module es2022 --moduleResolution node --lib es2022,dom,dom.iterable services/console/Page/files/*.js

format: ## let the formatter have its way
	@swift format --in-place --parallel --recursive $(SOURCES)

check: | $(TMPDIR) ## all tests again under ThreadSanitizer and AddressSanitizer (slow)
	@deploy/prerequisites test
	@for sanitizer in thread address; do \
	    echo "== $$sanitizer sanitizer"; \
	    KUMQUAT_ENV=sandbox swift test $(TESTING) \
	        --sanitize=$$sanitizer --scratch-path .build-$$sanitizer; \
	done

soak: | $(TMPDIR) ## kill -9 under load for SOAK_MINUTES (10), nothing may be lost
	@deploy/prerequisites test
	@KUMQUAT_ENV=sandbox SOAK_MINUTES=$${SOAK_MINUTES:-10} swift test $(TESTING) --filter "SoakTests|killedBetweenAnyTwoSteps"

bench: build ## requests a second beside C, nginx and HAProxy on this machine
	@deploy/prerequisites bench
	@bench/run

bench-quick: | $(TMPDIR) ## every part of bench for a second, unoptimised: whether they run
	@deploy/prerequisites bench
	@swift build $(STRICT)
	@BENCH_QUICK=1 BENCH_BUILD=.build/debug bench/run

$(TMPDIR):
	@mkdir -p $@

clean: ## remove what was built; the data in ./var stays
	@rm -rf .build .build-thread .build-address
