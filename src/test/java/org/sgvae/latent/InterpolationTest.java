package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Correlation;

class InterpolationTest {
    @Test
    void points_areJudgedByTheirOwnGraphs() {
        List<GeneratedGraph> built = new ArrayList<>();
        for (int length : new int[] {5, 5, 7, 6, 8, 8}) {
            built.add(new GeneratedGraph(GraphFamilies.cycle(length), true));
        }
        built.add(new GeneratedGraph(GraphFamilies.path(4), true));
        built.add(new GeneratedGraph(GraphFamilies.cycle(4), false));
        Interpolation result = Interpolation.of(new double[] {-1, 0, 1, 2}, built, Graph::isCycle, 0.9);
        assertThat(result.points())
                .extracting(point -> point.valid().successes())
                .containsExactly(2, 2, 2, 0);
        assertThat(result.points().get(1).meanLength().value()).isEqualTo(6.5);
        assertThat(result.points().get(1).meanLength().standardError()).isCloseTo(0.5, within(1e-12));
        assertThat(result.points().get(1).lengths().counts()).containsExactly(Map.entry(6, 1), Map.entry(7, 1));
        assertThat(result.points().get(3).meanLength().value()).isNaN();
        assertThat(result.spearman()).isCloseTo(1, within(1e-12));
        assertThat(result.slope().estimate().value()).isCloseTo(1.5, within(1e-12));
        assertThat(result.slope().interval().contains(1.5)).isTrue();
    }

    @Test
    void model_buildsFromEachPointsOwnCode() {
        Sgvae model = TinyModel.gaussian();
        DataSet data = DataSet.of("small", List.of(TinyModel.PATH, TinyModel.PAIR));
        RandomKey key = RandomKey.of(8);
        try (Workers workers = new Workers(2)) {
            Codes codes = Codes.of(model, data.graphs(), 50, RandomKey.of(9), workers);
            Interpolation result = Interpolation.of(model, data, codes, 4, 200, 12, key, workers);
            double[] encoded =
                    codes.means().data.clone(); // one latent dimension: it is the axis, up to its centre and direction
            double[] sizes = new double[encoded.length];
            Arrays.setAll(sizes, row -> codes.graph(row).nodes());
            double direction = Math.signum(Correlation.pearson(encoded, sizes));
            double centre = Arrays.stream(encoded).average().orElseThrow();
            double low = Arrays.stream(encoded)
                    .map(z -> direction * (z - centre))
                    .min()
                    .orElseThrow();
            double high = Arrays.stream(encoded)
                    .map(z -> direction * (z - centre))
                    .max()
                    .orElseThrow();
            assertThat(result.explained()).isCloseTo(1, within(1e-12));
            for (int p = 0; p < 4; p++) {
                double coordinate = result.points().get(p).coordinate();
                assertThat(coordinate).isCloseTo(low + (high - low) * p / 3, within(1e-9));
                assertThat(result.points().get(p).valid().successes())
                        .isEqualTo(treesBuiltFrom(model, centre + direction * coordinate, 200 * p, key));
            }
        }
    }

    /** How many of 200 graphs are trees, as the data is. */
    private static int treesBuiltFrom(Sgvae model, double code, int firstKey, RandomKey key) {
        DMatrixRMaj z = new DMatrixRMaj(200, 1);
        z.fill(code);
        long[] keys = new long[200];
        Arrays.setAll(keys, i -> key.split(firstKey + i).bits());
        int trees = 0;
        for (GeneratedGraph built : model.decode(Tape.forwardOnly(), z, keys, 12)) {
            Graph graph = built.graph();
            trees += built.complete() && graph.isConnected() && graph.edges() == graph.nodes() - 1 ? 1 : 0;
        }
        return trees;
    }
}
