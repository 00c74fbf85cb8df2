package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.random.RandomKey;

class CodeClustersTest {
    private static final List<Graph> CLASSES = List.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4));
    private static final double LOG_STD = Math.log(0.1);

    /** Codes with deviations of 0.1 at the given places on a line, the first half of them of the first class, which is three in four graphs. */
    private static CodeClusters at(double... places) {
        DMatrixRMaj means = new DMatrixRMaj(places.length, 2);
        DMatrixRMaj logStds = new DMatrixRMaj(places.length, 2);
        for (int k = 0; k < places.length; k++) {
            means.set(k, 0, places[k] * 0.6); // the line y = 4/3 x
            means.set(k, 1, places[k] * 0.8);
            logStds.set(k, 0, LOG_STD);
            logStds.set(k, 1, LOG_STD);
        }
        return CodeClusters.of(Codes.given(CLASSES, new double[] {0.75, 0.25}, means, logStds, RandomKey.of(1)));
    }

    @Test
    void codesThatTouchInAChain_areOneCluster() {
        assertThat(at(0, 1.18, 1.77, 0.59)).isEqualTo(new CodeClusters(1, 1));
    }

    @Test
    void aGapOfMoreThanThreeDeviationsOfBoth_separates() {
        CodeClusters clusters = at(0, 0.3, 0.61 + 0.3, 1);
        assertThat(clusters.count()).isEqualTo(2);
        assertThat(clusters.largestShare()).isCloseTo(0.75, within(1e-12));
        assertThat(at(0, 5, 5.1, 10).count()).isEqualTo(3);
        assertThat(at(0, 5, 5.1, 10).largestShare()).isCloseTo(0.375 + 0.125, within(1e-12));
    }
}
