package dev.lxdgateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packagesOf = GatewayApplication.class,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.WithoutTheClient.class})
class ArchitectureTests {

    /** It is on the tests' class path only. */
    static final class WithoutTheClient implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("dev/lxdgateway/client/");
        }
    }

    @ArchTest
    static final ArchRule packagesNameOnlyThoseBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("lxd")
            .definedBy("dev.lxdgateway.lxd..")
            .layer("session")
            .definedBy("dev.lxdgateway.session..")
            .layer("policy")
            .definedBy("dev.lxdgateway.policy..")
            .layer("access")
            .definedBy("dev.lxdgateway.access..")
            .layer("audit")
            .definedBy("dev.lxdgateway.audit..")
            .layer("api")
            .definedBy("dev.lxdgateway.api..")
            .layer("terminal")
            .definedBy("dev.lxdgateway.terminal..")
            .layer("frontdoor")
            .definedBy("dev.lxdgateway.frontdoor..")
            .layer("operations")
            .definedBy("dev.lxdgateway.operations..")
            .layer("application")
            .definedBy("dev.lxdgateway")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("access", "audit", "api", "terminal", "frontdoor", "operations", "application")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("access", "audit", "api", "terminal", "frontdoor", "operations", "application")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("audit", "api", "terminal", "frontdoor", "operations", "application")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("api", "terminal", "frontdoor", "operations", "application")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("terminal", "frontdoor", "operations", "application")
            .whereLayer("terminal")
            .mayOnlyBeAccessedByLayers("frontdoor", "operations", "application")
            .whereLayer("frontdoor")
            .mayOnlyBeAccessedByLayers("operations", "application")
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("application")
            .because("each package is built on those below it alone");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.lxdgateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jettyClientStaysInside = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lxdgateway.lxd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty.client..", "org.eclipse.jetty.websocket.client..")
            .because("only the lxd package knows how a server is reached");

    @ArchTest
    static final ArchRule sessionsKnowNoClients = noClasses()
            .that()
            .resideInAPackage("dev.lxdgateway.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.eclipse.jetty..", "tools.jackson..")
            .because("a session must not know who its clients are");

    @ArchTest
    static final ArchRule whoIsObservedDoesNotKnowByWhom = noClasses()
            .that()
            .resideInAnyPackage("dev.lxdgateway.lxd..", "dev.lxdgateway.session..", "dev.lxdgateway.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "dev.lxdgateway.metrics..")
            .because("they tell observers, which count and measure");

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .because("only the web framework calls them");
}
