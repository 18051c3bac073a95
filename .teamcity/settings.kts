import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.notifications
import jetbrains.buildServer.configs.kotlin.buildFeatures.perfmon
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.failureConditions.BuildFailureOnMetric
import jetbrains.buildServer.configs.kotlin.failureConditions.failOnMetricChange
import jetbrains.buildServer.configs.kotlin.projectFeatures.buildReportTab
import jetbrains.buildServer.configs.kotlin.triggers.schedule
import jetbrains.buildServer.configs.kotlin.triggers.vcs

// The same builds as .github/workflows/ci.yml: every change quick, main full, every night full and a load report.
// The agent needs .NET SDK 10, Node.js, PostgreSQL and Redis on its disk (scripts/install.sh demo); LeakGate starts servers of its own.
version = "2024.12"

project {
    description = "Leaks of memory, descriptors, connections, threads and processes"

    params {
        // Channels that LeakGate itself tells; set them as passwords of the project. Empty: that channel is not told.
        password("env.SLACK_WEBHOOK_URL", "", display = ParameterDisplay.HIDDEN)
        password("env.TEAMS_WEBHOOK_URL", "", display = ParameterDisplay.HIDDEN)
        param("env.EMAIL_TO", "")
        param("notify.address", "")
    }

    features {
        buildReportTab {
            title = "LeakGate"
            startPage = "leak-reports.zip!report.html"
        }
    }

    val quick = LeakBuild("quick", "Leaks, quick", minutes = 30) {
        triggers { vcs { branchFilter = "+:*" } }
    }
    val full = LeakBuild("full", "Leaks, full", minutes = 75) {
        triggers { vcs { branchFilter = "+:<default>" } }
    }
    val nightly = LeakBuild("performance", "Leaks, nightly", minutes = 90, also = "full") {
        triggers {
            schedule {
                schedulingPolicy = daily { hour = 2; minute = 17 }
                branchFilter = "+:<default>"
                triggerBuild = always()
                withPendingChangesOnly = false
            }
        }
    }
    listOf(Checks, quick, full, nightly).forEach { buildType(it) }
    buildTypesOrder = listOf(Checks, quick, full, nightly)
}

/** Both samples by one profile: tests, statistics and build problems come as service messages, the page as a tab of the build. */
class LeakBuild(profile: String, title: String, minutes: Int, also: String? = null, more: BuildType.() -> Unit) : BuildType({
    id("Leaks_${if (also == null) profile else "nightly"}")
    name = title
    artifactRules = """
        artifacts/leak-run => leak-run.zip
        artifacts/leak-reports => leak-reports.zip
        artifacts/allure-results-* => allure-results.zip
        artifacts/memory-graphs => memory-graphs.zip
        artifacts/performance-results => performance-results.zip
    """.trimIndent()

    vcs {
        root(DslContext.settingsRoot)
        cleanCheckout = false
    }

    steps {
        script {
            name = "Build"
            scriptContent = "make tool"
        }
        if (also != null) {
            script {
                name = "Judge by the profile $also"
                scriptContent = "scripts/leak-run.sh $also"
            }
        }
        script {
            name = "Judge by the profile $profile"
            // A leak that the step before found does not keep this one from running; the build fails all the same.
            executionMode = BuildStep.ExecutionMode.RUN_ON_FAILURE
            scriptContent = "scripts/leak-run.sh $profile"
        }
    }

    features {
        perfmon { }
        notifications {
            notifierSettings = emailNotifier { email = "%notify.address%" }
            buildFailed = true
            firstFailureAfterSuccess = true
            firstSuccessAfterFailure = true
        }
    }

    failureConditions {
        executionTimeoutMin = minutes
        // Fewer resources judged than in the build before: a probe is lost, and nobody would notice.
        failOnMetricChange {
            metric = BuildFailureOnMetric.MetricType.TEST_COUNT
            threshold = 20
            units = BuildFailureOnMetric.MetricUnit.PERCENTS
            comparison = BuildFailureOnMetric.MetricComparison.LESS
            compareTo = build { buildRule = lastSuccessful() }
        }
    }

    requirements {
        equals("teamcity.agent.jvm.os.name", "Linux")
    }

    more()
})

object Checks : BuildType({
    name = "Lint, pipelines, security, tests"
    artifactRules = """
        artifacts/security-reports => security-reports.zip
        artifacts/tests => tests.zip
    """.trimIndent()

    vcs { root(DslContext.settingsRoot) }

    steps {
        script {
            name = "Validate pipelines"
            scriptContent = "make validate-ci"
        }
        script {
            name = "Lint"
            scriptContent = "make lint"
        }
        script {
            name = "Scan packages, secrets, licences"
            scriptContent = "make security-scan"
        }
        script {
            name = "Set up, build, test"
            scriptContent = "bash .ci/run"
        }
    }

    triggers { vcs { branchFilter = "+:*" } }
    failureConditions { executionTimeoutMin = 90 }
    requirements { equals("teamcity.agent.jvm.os.name", "Linux") }
})
