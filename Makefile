# A short index: what each target does stands in scripts/ and in the projects themselves.
# `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help install check-requirements info demo quick-demo full-demo test-quick test-full test-performance test-one run-tests
.PHONY: report report-generate allure-report monitor live-monitor db-shell redis-shell
.PHONY: images up down restart status logs logs-leak logs-no-leak grafana-dashboard open-grafana open-prometheus
.PHONY: test test-unit test-pipelines lint validate-ci security-scan bench bench-viewer leakbench docs build tool package restore clean clean-all
CONFIGURATION := Release
# The tool: what `make build` makes, or another one that LEAKGATE names; then nothing is built for a run.
LEAKGATE ?= dotnet src/LeakGate.Cli/bin/$(CONFIGURATION)/net10.0/leakgate.dll
TOOL := $(if $(filter file,$(origin LEAKGATE)),build)
export CONFIGURATION LEAKGATE
# In a pipeline the lock files decide: a package that they do not name is an error there.
RESTORE_FLAGS := $(if $(CI),--locked-mode)
# Of the build for tests: the analyzers take half of its time, and `make lint` and every other build run them.
BUILD_FLAGS ?=
# The target of test-one, and the profile that it is judged by.
TARGET ?= healthy
PROFILE ?= quick
VERSION ?=

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 20

install: ## install what the demo, the tests and the checks need, on Debian and Ubuntu
	@scripts/install.sh test

check-requirements: ## say what is missing for the demo, the tests and the checks, and change nothing
	@scripts/install.sh --check

info: ## this checkout, what is installed, the last run, ports in use
	@scripts/info.sh

demo: demo-needs $(TOOL) ## judge the leaky and the healthy sample side by side, on real PostgreSQL and Redis
	@$(LEAKGATE) demo

quick-demo: demo-needs $(TOOL) ## the demo, with its reports in artifacts/
	@scripts/leak-run.sh demo --profile quick

full-demo: demo-needs $(TOOL) ## the demo by the profile full, with its reports in artifacts/
	@scripts/leak-run.sh demo --profile full

test-quick: demo-needs $(TOOL) ## judge both samples for some 2 minutes each; Allure results and reports in artifacts/
	@scripts/leak-run.sh quick

test-full: demo-needs $(TOOL) ## judge both samples for up to 15 minutes each; Allure results and reports in artifacts/
	@scripts/leak-run.sh full

test-performance: demo-needs $(TOOL) ## a load report of both samples: throughput, latency, errors, processor time, memory
	@scripts/leak-run.sh performance

test-one: demo-needs $(TOOL) ## judge one sample: make test-one TARGET=leaky PROFILE=quick
	@scripts/leak-run.sh $(PROFILE) --target $(TARGET)

run-tests: test-quick ## judge both samples, then make the Allure report of all results
	@scripts/install.sh report
	@scripts/allure-report.sh

report: $(TOOL) ## show the last run and where its page is
	@scripts/last-run.sh show

report-generate: $(TOOL) ## write all reports of the last run again, into artifacts/leak-reports
	@scripts/last-run.sh report --format html,junit,markdown,github,teamcity,prometheus,svg,csv,json,allure --out artifacts/leak-reports

allure-report: ## make the Allure report of all results and serve it on port 9999
	@scripts/install.sh report
	@scripts/allure-report.sh open 9999

monitor live-monitor: $(TOOL)
	@$(LEAKGATE) serve --port 8080
monitor: ## the live dashboard on port 8080
live-monitor: ## the same

images: ## build the images of the compose stack: LeakGate and both samples
	@scripts/stack.sh images

up: ## start the compose stack: samples, PostgreSQL, Redis, Prometheus, Grafana, LeakGate; STACK=host without a network of its own
	@scripts/stack.sh up

down: ## end the compose stack; its data stays
	@scripts/stack.sh down

restart: ## start all of the compose stack again
	@scripts/stack.sh restart

status: ## what of the compose stack runs and is healthy
	@scripts/stack.sh status

logs: ## follow what the compose stack prints
	@scripts/stack.sh logs

logs-leak: ## follow what the leaky sample prints
	@scripts/stack.sh logs leaky

logs-no-leak: ## follow what the healthy sample prints
	@scripts/stack.sh logs healthy

grafana-dashboard: ## the addresses of the dashboards; opens the live one
	@scripts/stack.sh open dashboards

open-grafana: ## open Grafana (3000)
	@scripts/stack.sh open grafana

open-prometheus: ## open Prometheus (9090)
	@scripts/stack.sh open prometheus

db-shell: ## a prompt on the PostgreSQL server of the samples
	@scripts/shell.sh postgres

redis-shell: ## a prompt on the Redis server of the samples
	@scripts/shell.sh redis

test: ## run all our tests
	@scripts/install.sh test
	@$(MAKE) --no-print-directory build BUILD_FLAGS=-p:RunAnalyzers=false
	@scripts/test.sh web LeakGate.Tests LeakGate.EndToEnd

test-unit: BUILD_FLAGS := -p:RunAnalyzers=false
test-unit: build ## run the tests that start no servers
	@scripts/test.sh web LeakGate.Tests

test-pipelines: build ## the long tests of the pipelines: real builds in a fresh clone, both samples, a system without .NET
	@scripts/test-pipelines.sh

lint: restore ## check format and style: .NET, the viewer, shell, YAML
	@scripts/lint.sh

validate-ci: ## check every pipeline by its schema, and its shell parts by shellcheck
	@scripts/validate-ci.sh

security-scan: restore ## look for vulnerable and deprecated packages, secrets and unfit licences; the report is in artifacts/
	@scripts/security-scan.sh

bench: bench-viewer ## measure what the docs give figures of

bench-viewer: build ## measure the viewer: size, time to the first plot, frames, a day of samples; writes docs/measurements/viewer.md
	@cd web && npm run --silent bench

leakbench: tool ## judge labelled programs that leak and that do not, one run each; writes docs/detection-quality.md (runs in results.csv are kept)
	@node bench/LeakBench/run.mjs $(LEAKBENCH)

docs: build ## write the man pages, the schemas, the table of keys and that of wrong inputs again
	@LEAKGATE_ACCEPT_SNAPSHOTS=1 tests/LeakGate.Tests/bin/$(CONFIGURATION)/net10.0/LeakGate.Tests --no-progress \
	  --filter-class LeakGate.Tests.Docs.ManPageTests LeakGate.Tests.Docs.SchemaPageTests LeakGate.Tests.Docs.ConfigurationKeysPageTests LeakGate.Tests.Cli.WrongInputTests </dev/null

build: restore ## build everything
	@dotnet build LeakGate.slnx -c $(CONFIGURATION) --no-restore -v quiet -nologo $(BUILD_FLAGS)

tool: $(TOOL) ## build everything, unless LEAKGATE names a tool that is there

package: ## pack the tool, the libraries and the single file: make package VERSION=1.2.3; into artifacts/packages
	@scripts/package.sh $(VERSION)

restore:
	@dotnet restore LeakGate.slnx $(RESTORE_FLAGS) -v quiet

.PHONY: demo-needs
demo-needs:
	@scripts/install.sh demo

clean: ## remove what was built
	@rm -rf artifacts web/node_modules web/dist
	@find src tests samples -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +

clean-all: clean ## remove all that is not part of the checkout, runs and their history too
	@rm -rf .leakgate tests/LeakGate.EndToEnd/Readers/node_modules scripts/checkers/node_modules
