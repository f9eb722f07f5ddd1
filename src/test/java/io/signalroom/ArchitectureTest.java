package io.signalroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.signalroom.net.NettyChannel;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The floors of the house and the rules of the code, so that a review need not look for them. */
@AnalyzeClasses(packages = "io.signalroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.signalroom";

    /** Each floor knows only what is below; within a floor the exceptions are named in {@link #NEIGHBOURS}. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("signal", "config", "problem"),
            Set.of("bus", "db", "embedded", "security", "net", "redis"),
            Set.of("ledger", "analytics", "cache", "live", "ops", "demo", "identity", "rate", "idempotency", "webhook"),
            Set.of("telegram", "parse", "market", "api"),
            Set.of("boot"),
            Set.of(""));

    /** Who may look at a neighbour on the same floor. */
    private static final Map<String, Set<String>> NEIGHBOURS = Map.of(
            "live", Set.of("ledger"),
            "ops", Set.of("ledger"),
            "analytics", Set.of("ledger"),
            "webhook", Set.of("ledger"),
            "db", Set.of(),
            "security", Set.of());

    @ArchTest
    static final ArchRule no_import_runs_up = ArchRuleDefinition.classes()
            .should(new ArchCondition<>("only know floors below") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                    from.getDirectDependenciesFromSelf().stream()
                            .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
                            .filter(d -> !allowed(feature(from), feature(d.getTargetClass())))
                            .forEach(d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule packages_have_no_circles =
            slices().matching("io.signalroom.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_domain_is_plain_java = noClasses()
            .that()
            .resideInAPackage("io.signalroom.signal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "java.sql..", "com.fasterxml..", "io.netty..");

    @ArchTest
    static final ArchRule only_the_bus_sees_the_event_bus = noClasses()
            .that()
            .resideOutsideOfPackage("io.signalroom.bus")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EventBus.class);

    @ArchTest
    static final ArchRule only_config_reads_the_environment = noClasses()
            .that()
            .resideOutsideOfPackages("io.signalroom.config", "io.signalroom.embedded")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule no_regex_on_posts = noClasses()
            .that()
            .resideInAnyPackage("io.signalroom.parse..", "io.signalroom.ledger..", "io.signalroom.telegram..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..");

    /** The same by the back door, where what people write is read; what we wrote ourselves (vocabulary, weights) is not meant. */
    @ArchTest
    static final ArchRule no_hidden_regex_on_posts = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.signalroom.parse..",
                    "io.signalroom.telegram..",
                    "io.signalroom.analytics.pattern..",
                    "io.signalroom.api.card..")
            .and()
            .resideOutsideOfPackages("io.signalroom.parse.vocab", "io.signalroom.parse.decide")
            .should()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "split", String.class)
            .orShould()
            .callMethod(String.class, "split", String.class, int.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould()
            .callMethod(String.class, "replaceFirst", String.class, String.class);

    @ArchTest
    static final ArchRule vertx_insides_stay_inside = noClasses()
            .that()
            .doNotBelongToAnyOf(NettyChannel.class) // the one door to them
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..");

    @ArchTest
    static final ArchRule verticles_do_not_block = noClasses()
            .that()
            .areAssignableTo(Verticle.class)
            .or()
            .areAssignableTo(VerticleBase.class)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "join")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..");

    private static boolean allowed(String from, String to) {
        return from.equals(to)
                || floor(to) < floor(from)
                || NEIGHBOURS.getOrDefault(from, Set.of()).contains(to);
    }

    private static int floor(String feature) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(feature)) {
                return i;
            }
        }
        throw new AssertionError("the package " + feature + " has no floor: add it to FLOORS");
    }

    private static String feature(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}
