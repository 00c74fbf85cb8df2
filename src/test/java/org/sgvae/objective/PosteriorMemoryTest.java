package org.sgvae.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.random.RandomKey;

class PosteriorMemoryTest {
    private static final Graph PATH = GraphFamilies.path(2);
    private static final Graph CYCLE = GraphFamilies.cycle(3);
    private static final int COUNT = 20_000;

    /** The path's codes are N((-1, 0), (0.5², 1)), the cycle's N((1, 0), (1, 2²)). */
    private static PosteriorMemory memory() {
        PosteriorMemory replay = new PosteriorMemory(List.of(PATH, CYCLE));
        int[][] orderings = {{2, 0, 1}, {1, 0}};
        Minibatch batch = new Minibatch(List.of(CYCLE, PATH), 1).along(b -> orderings[b]);
        Tape tape = Tape.forwardOnly();
        DiagonalGaussian posterior = new DiagonalGaussian(
                tape.constant(new DMatrixRMaj(new double[][] {{1, 0}, {-1, 0}})),
                tape.constant(new DMatrixRMaj(new double[][] {{0, Math.log(2)}, {Math.log(0.5), 0}})));
        replay.remember(1, batch, 0, posterior);
        replay.remember(0, batch, 1, posterior);
        return replay;
    }

    private static double density(double z, double mean, double std) {
        return Math.exp(-0.5 * Math.pow((z - mean) / std, 2)) / std;
    }

    @Test
    void codes_areThePriorsAndGraphsFollowTheResponsibilities() {
        double sum = 0;
        double squares = 0;
        double[] cycles = new double[2]; // left and right of -0.5
        double[] expected = new double[2];
        double[] variance = new double[2];
        for (PosteriorMemory.Drawn drawn : memory().draw(COUNT, 3, RandomKey.of(1))) {
            for (int b = 0; b < drawn.batch().size(); b++) {
                double x = drawn.codes().get(b, 0);
                double y = drawn.codes().get(b, 1);
                sum += x + y;
                squares += x * x + y * y;
                double path = density(x, -1, 0.5) * density(y, 0, 1);
                double cycle = density(x, 1, 1) * density(y, 0, 2);
                double share = cycle / (path + cycle);
                int side = x < -0.5 ? 0 : 1;
                expected[side] += share;
                variance[side] += share * (1 - share);
                cycles[side] += drawn.batch().nodes(b) == 3 ? 1 : 0;
            }
        }
        assertThat(sum / (2 * COUNT)).isCloseTo(0, within(4 / Math.sqrt(2 * COUNT)));
        assertThat(squares / (2 * COUNT)).isCloseTo(1, within(4 * Math.sqrt(2.0 / (2 * COUNT))));
        for (int side = 0; side < 2; side++) {
            assertThat(cycles[side]).isCloseTo(expected[side], within(4 * Math.sqrt(variance[side])));
        }
    }

    @Test
    void graphs_comeWithTheOrderingsOfTheirCodes() {
        for (PosteriorMemory.Drawn drawn : memory().draw(20, 2, RandomKey.of(2))) {
            assertThat(drawn.batch().size()).isEqualTo(10);
            for (int b = 0; b < 10; b++) {
                boolean cycle = drawn.batch().nodes(b) == 3;
                assertThat(drawn.batch().ordering(b)).containsExactly(cycle ? new int[] {2, 0, 1} : new int[] {1, 0});
            }
        }
    }

    @Test
    void graphNotRemembered_nothingDrawn() {
        assertThat(new PosteriorMemory(List.of(PATH)).draw(5, 2, RandomKey.of(1)))
                .isEmpty();
        PosteriorMemory half = new PosteriorMemory(List.of(PATH, CYCLE));
        Tape tape = Tape.forwardOnly();
        DMatrixRMaj zero = new DMatrixRMaj(1, 2);
        DiagonalGaussian posterior = new DiagonalGaussian(tape.constant(zero), tape.constant(zero));
        half.remember(0, Minibatch.of(PATH, 0, 1), 0, posterior);
        half.remember(0, Minibatch.of(PATH, 1, 0), 0, posterior);
        assertThat(half.draw(5, 2, RandomKey.of(1))).isEmpty();
        half.remember(1, Minibatch.of(CYCLE, 0, 1, 2), 0, posterior);
        assertThat(half.draw(5, 2, RandomKey.of(1))).hasSize(2);
    }

    @Test
    void restoredMemory_drawsTheSame() {
        PosteriorMemory restored = new PosteriorMemory(List.of(PATH, CYCLE));
        restored.restore(memory().state());
        List<PosteriorMemory.Drawn> expected = memory().draw(50, 2, RandomKey.of(3));
        List<PosteriorMemory.Drawn> actual = restored.draw(50, 2, RandomKey.of(3));
        for (int part = 0; part < 2; part++) {
            assertThat(actual.get(part).codes().data)
                    .isEqualTo(expected.get(part).codes().data);
            for (int b = 0; b < 25; b++) {
                assertThat(actual.get(part).batch().ordering(b))
                        .isEqualTo(expected.get(part).batch().ordering(b));
            }
        }
        PosteriorMemory half = new PosteriorMemory(List.of(PATH, CYCLE));
        half.restore(new PosteriorMemory(List.of(PATH, CYCLE)).state());
        assertThat(half.draw(5, 2, RandomKey.of(1))).isEmpty();
    }

    @Test
    void stateOfOtherData_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PosteriorMemory(List.of(PATH)).restore(memory().state()))
                .withMessageContaining("priorReplay.graph");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory().restore(Map.of()))
                .withMessageContaining("go on with the data");
    }
}
