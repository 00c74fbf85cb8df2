package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sgvae.estimator.BaselineEstimator;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.estimator.Signals;

/** The Java of the page "add a baseline of your own" compiles and does what is said of it. */
class OwnBaselineTest {
    private static final Path PAGE = Path.of("src/site/markdown/own-baseline.md");

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
    void java_isThatOfThePage() throws IOException {
        String here = withoutBlanks(Files.readString(Path.of("src/test/java/org/sgvae/OwnBaselineTest.java")));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^(package|import) .*$", ""))
                .toList();
        assertThat(blocks).hasSize(1).allSatisfy(block -> assertThat(here).contains(withoutBlanks(block)));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void baselineOfThePage_isTheBestOfTheGraphsOtherSamples() {
        LearningSignals samples = Signals.of(3, 2, -5, -2, -9, 4, 1, 1);
        double[] score = Signals.scores(new BestOther(), samples, new double[0]);
        assertThat(score).containsExactly(new double[] {-3, -3, 3, 3, -7, -7, 3, 3, -3, -3, -3, -3}, within(0.0));
    }
}
