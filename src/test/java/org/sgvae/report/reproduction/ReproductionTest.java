package org.sgvae.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.data.DataSets;
import org.sgvae.statistics.Estimate;

class ReproductionTest {
    private static Optional<Estimate> seed(ReproducedRun run) {
        return Optional.of(new Estimate(run.seed(), 0.25));
    }

    /** A run of which only the seed and the epochs matter. */
    private static ReproducedRun run(Contender contender, long seed, EpochPoint... epochs) {
        return new ReproducedRun(contender, seed, 1, 1, List.of(epochs), null, Optional.empty());
    }

    private static Reproduction of(long... seeds) throws IOException {
        List<ReproducedRun> runs = Stream.of(Contender.SGGN, Contender.PAPER)
                .flatMap(contender -> Arrays.stream(seeds)
                        .mapToObj(seed -> run(contender, contender == Contender.PAPER ? seed : 100 * seed)))
                .toList();
        return new Reproduction(DataSets.parse("cycles:3-4"), 10, runs, List.of());
    }

    @Test
    void severalSeeds_giveTheirMeanAndItsError() throws IOException {
        Estimate estimate =
                of(1, 2, 6).measure(Contender.PAPER, ReproductionTest::seed).orElseThrow();
        assertThat(estimate.value()).isCloseTo(3, within(1e-12));
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12)); // s² = 14/2, n = 3
    }

    @Test
    void oneSeed_keepsItsOwnError() throws IOException {
        assertThat(of(4).measure(Contender.PAPER, ReproductionTest::seed)).contains(new Estimate(4, 0.25));
        assertThat(of(4).measure(Contender.DEFAULT, ReproductionTest::seed)).isEmpty();
    }

    @Test
    void seedWithoutTheMeasure_isLeftOut() throws IOException {
        assertThat(of(4, 5).measure(
                                Contender.PAPER,
                                run -> run.seed() == 5 ? Optional.of(new Estimate(Double.NaN, 0)) : seed(run)))
                .contains(new Estimate(4, 0.25));
    }

    @Test
    void estimates_areShownWithTheirErrors() {
        assertThat(ReproductionTable.shown(Optional.of(new Estimate(2.3456, 0.0123)), 2))
                .isEqualTo("2.35 ± 0.01");
        assertThat(ReproductionTable.shown(Optional.of(new Estimate(2, Double.NaN)), 1))
                .isEqualTo("2.0");
        assertThat(ReproductionTable.shown(Optional.empty(), 1)).isEqualTo("–");
    }

    @Test
    void epochs_areReadFromMetrics(@TempDir Path folder) throws IOException {
        Path metrics = Files.writeString(folder.resolve("metrics.jsonl"), """
                {"epoch":1,"surrogate":9.5,"kl":null}
                {"epoch":2,"elboG":-4.5,"valid":0.5,"validInRange":0.25}
                """);
        assertThat(EpochPoint.read(metrics))
                .containsExactly(
                        new EpochPoint(1, 9.5, OptionalDouble.empty(), OptionalDouble.empty()),
                        new EpochPoint(2, 4.5, OptionalDouble.of(0.5), OptionalDouble.of(0.25)));
        assertThat(EpochPoint.read(folder.resolve("none.jsonl"))).isEmpty();
    }

    @Test
    void bestEpoch_isTheFirstOfTheMostValid() {
        EpochPoint[] epochs = {
            new EpochPoint(1, 0, OptionalDouble.of(0.1), OptionalDouble.empty()),
            new EpochPoint(2, 0, OptionalDouble.of(0.7), OptionalDouble.empty()),
            new EpochPoint(3, 0, OptionalDouble.of(0.7), OptionalDouble.empty()),
            new EpochPoint(4, 0, OptionalDouble.empty(), OptionalDouble.empty())
        };
        assertThat(run(Contender.PAPER, 1, epochs).bestEpoch()).contains(epochs[1]);
    }
}
