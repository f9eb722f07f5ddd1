package io.signalroom.security;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code security/asvs.csv} to its word: it has every requirement of levels 1 and 2 of OWASP ASVS 5.0.0 once, whatever it
 * calls proven names a test or a file that is there, whatever it leaves out says why, and there is no gap.
 */
class AsvsTest {
    private static final Path TABLE = Path.of("security", "asvs.csv");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final String VERSION = "v5.0.0-";
    private static final String REVIEW = "review: ";

    /** Sections, and how many requirements of levels 1 and 2 each has; they are numbered from 1 without a hole. */
    private static final String SECTIONS = """
            1.1=2 1.2=9 1.3=11 1.4=3 1.5=2
            2.1=3 2.2=3 2.3=4 2.4=1
            3.2=2 3.3=4 3.4=6 3.5=5 3.7=2
            4.1=3 4.2=1 4.3=2 4.4=4
            5.1=1 5.2=3 5.3=2 5.4=3
            6.1=3 6.2=12 6.3=4 6.4=4 6.5=5 6.6=3 6.8=4
            7.1=3 7.2=4 7.3=2 7.4=5 7.5=2 7.6=2
            8.1=2 8.2=3 8.3=1 8.4=1
            9.1=3 9.2=4
            10.1=2 10.2=2 10.3=4 10.4=11 10.5=5 10.6=2 10.7=3
            11.1=2 11.2=3 11.3=3 11.4=4 11.5=1 11.6=1
            12.1=3 12.2=2 12.3=4
            13.1=1 13.2=5 13.3=2 13.4=5
            14.1=2 14.2=4 14.3=3
            15.1=3 15.2=3 15.3=7
            16.1=1 16.2=5 16.3=4 16.4=3 16.5=3
            17.1=1 17.2=4 17.3=2""";

    /** How many of a chapter's are of level 1; the others are of level 2. */
    private static final Map<String, Long> LEVEL_1 = Map.ofEntries(
            Map.entry("1", 8L),
            Map.entry("2", 4L),
            Map.entry("3", 8L),
            Map.entry("4", 2L),
            Map.entry("5", 4L),
            Map.entry("6", 13L),
            Map.entry("7", 6L),
            Map.entry("8", 4L),
            Map.entry("9", 4L),
            Map.entry("10", 5L),
            Map.entry("11", 3L),
            Map.entry("12", 3L),
            Map.entry("13", 1L),
            Map.entry("14", 2L),
            Map.entry("15", 3L));

    private static final Set<String> MARKS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "ArchTest");

    private static final List<CSVRecord> ROWS = rows();

    private static List<CSVRecord> rows() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = format.parse(Files.newBufferedReader(TABLE))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<CSVRecord> in(String state) {
        return ROWS.stream().filter(row -> row.get("state").equals(state));
    }

    private static List<String> proofs(CSVRecord row) {
        return Arrays.stream(row.get("test").split(";"))
                .map(String::strip)
                .filter(proof -> !proof.isEmpty())
                .toList();
    }

    @Test
    void every_requirement_of_levels_1_and_2_is_there_once_and_in_order() {
        List<String> items = Arrays.stream(SECTIONS.split("\\s+"))
                .map(section -> section.split("="))
                .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                        .mapToObj(n -> VERSION + section[0] + "." + n))
                .toList();
        assertThat(items).hasSize(253);
        assertThat(ROWS).extracting(row -> row.get("item")).containsExactlyElementsOf(items);
        assertThat(ROWS).extracting(row -> row.get("requirement")).doesNotContain("");
    }

    @Test
    void levels_are_those_of_the_standard() {
        assertThat(ROWS).extracting(row -> row.get("level")).containsOnly("1", "2");
        Map<String, Long> firsts = ROWS.stream()
                .filter(row -> row.get("level").equals("1"))
                .collect(groupingBy(
                        row -> row.get("item").substring(VERSION.length()).split("\\.")[0], counting()));
        assertThat(firsts).isEqualTo(LEVEL_1);
    }

    @Test
    void a_state_is_one_of_four_and_agrees_with_what_applies() {
        assertThat(ROWS).extracting(row -> row.get("state")).isSubsetOf("met", "accepted", "gap", "not applicable");
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.get("applies"))
                        .as("%s", row)
                        .isEqualTo(row.get("state").equals("not applicable") ? "no" : "yes"));
    }

    @Test
    void there_is_no_gap() {
        assertThat(in("gap"))
                .extracting(row -> row.get("item") + " " + row.get("note"))
                .isEmpty();
    }

    @Test
    void what_is_met_is_proven() {
        assertThat(in("met"))
                .allSatisfy(row -> assertThat(proofs(row)).as("%s", row).isNotEmpty());
    }

    @Test
    void what_is_accepted_says_why_and_where_that_was_decided() {
        assertThat(in("accepted")).allSatisfy(row -> {
            assertThat(row.get("note")).as("%s", row).isNotBlank();
            assertThat(proofs(row)).as("%s", row).anyMatch(proof -> proof.startsWith(REVIEW + "docs/"));
        });
    }

    @Test
    void what_does_not_apply_says_why() {
        assertThat(in("not applicable")).allSatisfy(row -> {
            assertThat(row.get("note")).as("%s", row).isNotBlank();
            assertThat(proofs(row)).as("%s", row).isEmpty();
        });
    }

    @Test
    void every_proof_is_there() throws IOException {
        Map<String, List<Path>> sources;
        try (Stream<Path> files = Files.walk(TESTS)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
        }
        for (CSVRecord row : ROWS) {
            for (String proof : proofs(row)) {
                if (proof.startsWith(REVIEW)) {
                    assertThat(Path.of(proof.substring(REVIEW.length())))
                            .as("%s", row)
                            .isRegularFile();
                } else {
                    String[] parts = proof.split("#", 2);
                    assertThat(sources.get(parts[0])).as("%s", row).hasSize(1);
                    assertThat(tests(sources.get(parts[0]).get(0)))
                            .as("%s", row)
                            .isNotEmpty();
                    if (parts.length == 2) {
                        assertThat(tests(sources.get(parts[0]).get(0)))
                                .as("%s", row)
                                .contains(parts[1]);
                    }
                }
            }
        }
    }

    /** The names of the tests in a class. */
    private static List<String> tests(Path source) {
        String name = TESTS.relativize(source)
                .toString()
                .replace(".java", "")
                .replace('/', '.')
                .replace('\\', '.');
        try {
            Class<?> type = Class.forName(name, false, AsvsTest.class.getClassLoader());
            return Stream.concat(
                            Arrays.stream(type.getDeclaredMethods())
                                    .filter(AsvsTest::isTest)
                                    .map(method -> method.getName()),
                            Arrays.stream(type.getDeclaredFields())
                                    .filter(AsvsTest::isTest)
                                    .map(field -> field.getName()))
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isTest(AnnotatedElement member) {
        return Arrays.stream(member.getAnnotations())
                .anyMatch(mark -> MARKS.contains(mark.annotationType().getSimpleName()));
    }
}
