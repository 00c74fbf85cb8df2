package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.estimator.BaselineEstimator;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.estimator.Signals;

/** Links from pages into the sources lead to the lines that they name, and the tour's Java compiles and does what is said of it. */
class TourTest {
    private static final Path TOUR = Path.of("src/site/markdown/tour.md");

    /** As in {@code [`Tape.backward`](../../main/java/org/sgvae/autodiff/Tape.java#L355)}. */
    private static final Pattern LINK = Pattern.compile("\\[`([^`]+)`]\\(([^)#]+)#L(\\d+)\\)");

    private static final Pattern ANY_LINK = Pattern.compile("\\[[^]]+]\\(([^)]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/site/markdown/tour.md", "src/site/markdown/model.md"})
    void linksToLines_leadToWhatTheyName(String page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (MatchResult link :
                LINK.matcher(Files.readString(Path.of(page))).results().toList()) {
            correction(Path.of(page), link.group(1), link.group(2), Integer.parseInt(link.group(3)))
                    .ifPresent(right -> wrong.add(link.group() + "  ->  " + right));
        }
        assertThat(wrong).as("links of " + page + " to replace").isEmpty();
    }

    @Test
    void tour_linksToLines() throws IOException {
        assertThat(LINK.matcher(Files.readString(TOUR)).results()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "src/site/markdown/tour.md",
                "src/site/markdown/model.md",
                "src/site/markdown/findings.md",
                "src/site/markdown/results.md",
                "src/site/markdown/latent.md"
            })
    void linksToFiles_exist(String page) throws IOException {
        assertThat(ANY_LINK.matcher(Files.readString(Path.of(page))).results())
                .extracting(link -> link.group(1))
                .filteredOn(target -> !target.contains(":") && !target.startsWith("#"))
                .allSatisfy(target -> assertThat(resolve(Path.of(page), target.replaceAll("#.*", "")))
                        .exists());
    }

    private static Path resolve(Path page, String target) {
        Path folder = page.getParent();
        return (folder == null ? Path.of(target) : folder.resolve(target)).normalize();
    }

    /** What a link should be instead, if it is wrong. */
    private static Optional<String> correction(Path page, String symbol, String target, int line) throws IOException {
        String type = symbol.replaceAll("\\..*", "");
        Path file = resolve(page, target);
        if (!file.endsWith(type + ".java") || !Files.isRegularFile(file)) {
            return Optional.of(find(type).map(Path::toString).orElse("no file " + type + ".java"));
        }
        Pattern name = Pattern.compile("\\b" + symbol.substring(symbol.lastIndexOf('.') + 1) + "\\b");
        List<String> lines = Files.readAllLines(file);
        if (line <= lines.size() && name.matcher(lines.get(line - 1)).find()) {
            return Optional.empty();
        }
        return Optional.of(IntStream.rangeClosed(1, lines.size())
                .filter(i -> name.matcher(lines.get(i - 1)).find()
                        && !lines.get(i - 1).strip().startsWith("*"))
                .boxed()
                .min(Comparator.comparingInt(i -> Math.abs(i - line)))
                .map(i -> "[`" + symbol + "`](" + target + "#L" + i + ")")
                .orElse("no " + name + " in " + file));
    }

    private static Optional<Path> find(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.endsWith(type + ".java")).findFirst();
        }
    }

    @Test
    void corrections_nameTheNearestLineOrThePath() throws IOException {
        String tape = "../../main/java/org/sgvae/autodiff/Tape.java";
        assertThat(correction(TOUR, "Tape", tape, 1))
                .hasValueSatisfying(right -> assertThat(right).startsWith("[`Tape`](" + tape + "#L"));
        assertThat(correction(TOUR, "Tape", "../../main/java/org/sgvae/nn/Tape.java", 1))
                .hasValue("src/main/java/org/sgvae/autodiff/Tape.java");
        assertThat(correction(TOUR, "Tape.noSuchMethod", tape, 1)).isPresent();
        assertThat(correction(TOUR, "NoSuchType", "NoSuchType.java", 1)).hasValue("no file NoSuchType.java");
    }

    /** REINFORCE with the best signal of the graph's other samples as baseline: \(s_k = f_k - \max_{j \ne k} f_j\). Unbiased. */
    public record BestOther() implements BaselineEstimator {
        @Override
        public double baseline(LearningSignals samples, int k, double[] state) {
            int first = k - k % samples.copies();
            double best = Double.NEGATIVE_INFINITY;
            for (int j = first; j < first + samples.copies(); j++) {
                best = j == k ? best : Math.max(best, samples.signal(j));
            }
            return best;
        }

        @Override
        public int smallestCopies() {
            return 2;
        }
    }

    @Test
    void java_isThatOfTheTour() throws IOException {
        String here = withoutBlanks(Files.readString(Path.of("src/test/java/org/sgvae/TourTest.java")));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(TOUR))
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^(package|import) .*$", ""))
                .toList();
        assertThat(blocks).hasSize(1).allSatisfy(block -> assertThat(here).contains(withoutBlanks(block)));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void baselineOfTheTour_isTheBestOfTheGraphsOtherSamples() {
        LearningSignals samples = Signals.of(3, 2, -5, -2, -9, 4, 1, 1);
        double[] score = Signals.scores(new BestOther(), samples, new double[0]);
        assertThat(score).containsExactly(new double[] {-3, -3, 3, 3, -7, -7, 3, 3, -3, -3, -3, -3}, within(0.0));
    }
}
