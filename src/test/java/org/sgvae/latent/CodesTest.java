package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.Graph;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;
import org.sgvae.statistics.Estimate;

class CodesTest {
    private static final Sgvae MODEL = TinyModel.gaussian();
    private static final int ORDERINGS = 2000;
    private static final Codes CODES = codes(MODEL);

    private static Codes codes(Sgvae model) {
        try (Workers workers = new Workers(2)) {
            List<Graph> graphs = List.of(TinyModel.PATH, TinyModel.TRIANGLE, TinyModel.PATH, TinyModel.PAIR);
            return Codes.of(model, graphs, ORDERINGS, RandomKey.of(4), workers);
        }
    }

    @Test
    void graphs_areOneOfEachClassWithItsShare() {
        assertThat(CODES.graphs()).containsExactly(TinyModel.PATH, TinyModel.TRIANGLE, TinyModel.PAIR);
        assertThat(CODES.share(0)).isEqualTo(0.5);
        assertThat(CODES.share(1) + CODES.share(2)).isEqualTo(0.5);
        assertThat(CODES.size()).isEqualTo(3 * ORDERINGS);
        assertThat(CODES.graph(ORDERINGS)).isEqualTo(TinyModel.TRIANGLE);
    }

    @Test
    void rows_areTheOrderingsAsEnumerated() {
        for (int row : new int[] {0, 1, 1999, 2000, 3500, 4000, 5999}) {
            TinyModel.Path path = TinyModel.paths(MODEL, CODES.graph(row)).stream()
                    .filter(p -> CODES.graph(row).relabel(p.ordering()).equals(CODES.construction(row)))
                    .findFirst()
                    .orElseThrow();
            assertThat(CODES.logQOrder(row)).isCloseTo(path.logQ(), within(1e-10));
            assertThat(CODES.means().get(row, 0)).isCloseTo(path.mean(), within(1e-10));
            assertThat(Math.exp(CODES.logStds().orElseThrow().get(row, 0))).isCloseTo(path.std(), within(1e-10));
        }
    }

    @Test
    void samples_areSpreadAsThePosteriors() {
        double[] noise = new double[CODES.size()];
        double[] squares = new double[CODES.size()];
        for (int row = 0; row < noise.length; row++) {
            noise[row] = (CODES.samples().get(row, 0) - CODES.means().get(row, 0))
                    / Math.exp(CODES.logStds().orElseThrow().get(row, 0));
            squares[row] = noise[row] * noise[row];
        }
        Errors.assertEstimates(Estimate.ofMean(noise), 0, 0.02);
        Errors.assertEstimates(Estimate.ofMean(squares), 1, 0.03);
    }

    @Test
    void pointPosterior_hasPointsForSamples() {
        Codes points = codes(TinyModel.point());
        assertThat(points.logStds()).isEmpty();
        assertThat(points.samples().data).isEqualTo(points.means().data);
    }

    @Test
    void destructionModes_areTheConstructionsUpToAutomorphism() {
        List<DestructionModes> modes = DestructionModes.of(CODES);
        assertThat(modes).extracting(DestructionModes::distinct).containsExactly(3, 1, 1);
        assertThat(modes.get(1).mostFrequent().value()).isEqualTo(1);
        assertThat(modes.get(1).entropy().value()).isCloseTo(0, within(1e-9));

        double entropy = 0;
        double most = 0;
        for (TinyModel.Path path : TinyModel.paths(MODEL, TinyModel.PATH)) {
            entropy -= Math.exp(path.logQ()) * (path.logQ() + Math.log(2));
            most = Math.max(most, 2 * Math.exp(path.logQ()));
        }
        Errors.assertEstimates(modes.get(0).entropy(), entropy, 0.05);
        assertThat(modes.get(0).mostFrequent().value())
                .isCloseTo(most, within(4 * modes.get(0).mostFrequent().standardError()));
    }
}
