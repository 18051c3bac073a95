# A short index: what each target does stands in scripts/ and in the projects themselves.
# `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help bench-viewer demo test test-unit test-quick test-full test-performance docs build restore lint clean
CONFIGURATION := Release
# In a pipeline the lock files decide: a package that they do not name is an error there.
RESTORE_FLAGS := $(if $(CI),--locked-mode)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: ## judge the leaky and the healthy sample side by side, on real PostgreSQL and Redis
	@scripts/install.sh demo
	@$(MAKE) --no-print-directory build
	@dotnet src/LeakGate.Cli/bin/$(CONFIGURATION)/net10.0/leakgate.dll demo

test: ## run all tests
	@scripts/install.sh test
	@$(MAKE) --no-print-directory build
	@CONFIGURATION=$(CONFIGURATION) scripts/test.sh web LeakGate.Tests LeakGate.EndToEnd

test-unit: build ## run the tests that start no servers
	@CONFIGURATION=$(CONFIGURATION) scripts/test.sh web LeakGate.Tests

test-quick: PROFILE := quick
test-quick: test-profile ## judge both samples for some 2 minutes each
test-full: PROFILE := full
test-full: test-profile ## judge both samples for up to 15 minutes each
test-performance: PROFILE := performance
test-performance: test-profile ## a load report of both samples: throughput, latency, errors, processor time, memory

.PHONY: test-profile
test-profile:
	@scripts/install.sh demo
	@$(MAKE) --no-print-directory build
	@dotnet src/LeakGate.Cli/bin/$(CONFIGURATION)/net10.0/leakgate.dll run -c leakgate.yml --profile $(PROFILE)

docs: build ## write the man pages, the schemas and the table of wrong inputs again
	@LEAKGATE_ACCEPT_SNAPSHOTS=1 tests/LeakGate.Tests/bin/$(CONFIGURATION)/net10.0/LeakGate.Tests --no-progress \
	  --filter-class LeakGate.Tests.Docs.ManPageTests LeakGate.Tests.Docs.SchemaPageTests LeakGate.Tests.Cli.WrongInputTests </dev/null

bench-viewer: build ## measure the viewer: size, time to the first plot, frames, a day of samples; writes docs/measurements/viewer.md
	@cd web && npm run --silent bench

build: restore ## build everything
	@dotnet build LeakGate.slnx -c $(CONFIGURATION) --no-restore -v quiet -nologo

restore:
	@dotnet restore LeakGate.slnx $(RESTORE_FLAGS) -v quiet

lint: restore ## check format and style; shell and YAML too, where their checkers are installed
	@dotnet format LeakGate.slnx --verify-no-changes --no-restore
	@cd web && { [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error; } && npm run --silent lint
	@if command -v shellcheck >/dev/null; then shellcheck scripts/*.sh .ci/run; else echo 'shellcheck is not installed: shell scripts are not checked'; fi
	@if command -v yamllint >/dev/null; then yamllint --strict -c .yamllint.yml leakgate.yml; else echo 'yamllint is not installed: YAML is not checked'; fi

clean: ## remove what was built and recorded
	@rm -rf artifacts .leakgate web/node_modules web/dist
	@find src tests samples -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
