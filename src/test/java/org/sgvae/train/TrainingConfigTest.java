package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.encoder.Posterior;
import org.sgvae.estimator.Reinforce;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.objective.KSampleBound;
import org.sgvae.objective.Objective;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.objective.RateBound;
import org.sgvae.sgvae.SgvaeConfig;

class TrainingConfigTest {
    private static final DataSet DATA = TinyData.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4));

    /** As the paper has it; src/site/markdown/model.md, "Reference configurations". */
    @Test
    void paper_isTheReferenceConfiguration() {
        TrainingConfig paper = Presets.paper(DATA);
        assertThat(paper.model()).isEqualTo(new SgvaeConfig(5, 6, 30, 2, 1, 1, Posterior.POINT, 5));
        assertThat(paper.objective()).isInstanceOf(PaperSurrogate.class);
        assertThat(((PaperSurrogate) paper.objective()).estimator()).isEqualTo(new Reinforce(1));
        assertThat(paper.orderings()).isEqualTo(1);
        assertThat(paper.batchGraphs()).isEqualTo(10);
        assertThat(paper.learningRate().at(0.3)).isEqualTo(0.01);
        assertThat(paper.clipNorm()).isInfinite();
        assertThat(paper.weightDecay()).isZero();
    }

    @Test
    void standard_isABoundWithSeveralOrderingsAGraph() {
        TrainingConfig standard = Presets.standard(DATA);
        assertThat(standard.model().hasBound()).isTrue();
        assertThat(standard.objective()).isInstanceOf(KSampleBound.class);
        assertThat(standard.orderings()).isGreaterThanOrEqualTo(2);
        assertThat(standard.clipNorm()).isFinite();
    }

    @Test
    void standard_isTheCyclesPresetForCyclesAndTheGeneralOneElse() {
        DataSet cycles = TinyData.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4));
        assertThat(Presets.standard(cycles)).isEqualTo(Presets.cycles(cycles));
        assertThat(Presets.explained(cycles, Presets.standard(cycles))).contains("preset cycles");
        for (DataSet other : List.of(
                TinyData.of(GraphFamilies.cycle(3), GraphFamilies.path(4)),
                TinyData.of(GraphFamilies.path(3)),
                TinyData.of(Graph.of(3), GraphFamilies.cycle(4)))) {
            assertThat(Presets.standard(other)).isEqualTo(Presets.general(other));
            assertThat(Presets.explained(other, Presets.standard(other))).contains("preset general");
        }
    }

    @Test
    void general_knowsConnectedGraphsOnlyWhereAllAre_andAsksForNoMoreThanThereIsToTell() {
        DataSet connected = TinyData.of(GraphFamilies.cycle(3), GraphFamilies.path(4));
        DataSet disconnected = TinyData.of(GraphFamilies.cycle(3), Graph.of(4));
        assertThat(((SgvaeConfig) Presets.general(connected).model()).connectivity())
                .isEqualTo(Connectivity.CONNECTED);
        assertThat(((SgvaeConfig) Presets.general(disconnected).model()).connectivity())
                .isEqualTo(Connectivity.ANY);
        assertThat(((RateBound) Presets.general(connected).objective()).codeNats())
                .isEqualTo(0.9 * Math.log(2));
        assertThat(Presets.general(connected).epochs()).isEqualTo(15_000); // 3000 steps of 10 graphs
    }

    @Test
    void general_decidesOnTypesAtOnce_whereThereAreSome() {
        DataSet typed = TinyData.of(Graph.of(new int[] {0, 1}, new int[] {0, 1, 0}));
        assertThat(((SgvaeConfig) Presets.general(typed).model()).types()).isEqualTo(NodeTypes.AT_ONCE);
        assertThat(((SgvaeConfig) Presets.general(TinyData.of(GraphFamilies.path(3)))
                                .model())
                        .types())
                .isEqualTo(NodeTypes.AFTERWARDS);
        assertThat(((SgvaeConfig) Presets.paper(typed).model()).types()).isEqualTo(NodeTypes.AFTERWARDS);
    }

    @Test
    void models_takeTheTypesOfTheData() {
        DataSet typed = TinyData.of(Graph.of(new int[] {0, 3}, new int[] {0, 1, 2}));
        assertThat(Presets.paper(typed).model().nodeTypes()).isEqualTo(4);
        assertThat(Presets.paper(typed).model().edgeTypes()).isEqualTo(3);
        assertThat(Presets.standard(typed).model().nodeTypes()).isEqualTo(4);
        assertThat(Presets.sggn(typed).model().nodeTypes()).isEqualTo(4);
        assertThat(Presets.sggn(typed).model().edgeTypes()).isEqualTo(3);
    }

    @Test
    void config_rejectsWhatIsOutOfRangeOrDoesNotGoTogether() {
        TrainingConfig paper = Presets.paper(DATA);
        TrainingConfig standard = Presets.standard(DATA);
        assertRejected("orderings 0: must be at least 1", () -> with(paper, 0, 10, 1, 1, 1));
        assertRejected("batchGraphs 0: must be at least 1", () -> with(paper, 1, 0, 1, 1, 1));
        assertRejected("epochs 0: must be at least 1", () -> with(paper, 1, 10, 0, 1, 1));
        assertRejected("clipNorm NaN: must be positive", () -> with(paper, 1, 10, 1, Double.NaN, 1));
        assertRejected("clipNorm 0.0: must be positive", () -> with(paper, 1, 10, 1, 0, 1));
        assertRejected("shards 0: must be at least 1", () -> with(paper, 1, 10, 1, 1, 0));
        assertRejected("orderings 1: ", () -> with(standard, 1, 10, 1, 1, 1));
        assertRejected(
                "a point posterior has no density",
                () -> paper.toBuilder()
                        .orderings(2)
                        .objective(standard.objective())
                        .build());
        assertRejected(
                "the paper's surrogate is defined for a point posterior", () -> with(standard, paper.objective()));
    }

    private static void assertRejected(String message, Runnable maker) {
        assertThatThrownBy(maker::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static TrainingConfig with(
            TrainingConfig config, int orderings, int batchGraphs, int epochs, double clipNorm, int shards) {
        return config.toBuilder()
                .orderings(orderings)
                .batchGraphs(batchGraphs)
                .epochs(epochs)
                .clipNorm(clipNorm)
                .shards(shards)
                .build();
    }

    private static TrainingConfig with(TrainingConfig config, Objective objective) {
        return config.toBuilder().objective(objective).build();
    }

    @Test
    void builder_changesOnePartAndLeavesTheOthers() {
        TrainingConfig standard = Presets.standard(DATA);
        assertThat(standard.toBuilder().build()).isEqualTo(standard);
        TrainingConfig longer = standard.toBuilder().epochs(7).seed(9).build();
        assertThat(longer.epochs()).isEqualTo(7);
        assertThat(longer.seed()).isEqualTo(9);
        assertThat(longer.toBuilder()
                        .epochs(standard.epochs())
                        .seed(standard.seed())
                        .build())
                .isEqualTo(standard);
    }
}
