package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.parallel.Workers;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;

class EvaluationTest {
    private static final DataSet DATA =
            DataSet.of("small cycles", List.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4), GraphFamilies.cycle(4)));
    private static final EvaluationConfig CONFIG = new EvaluationConfig(600, 130, 2, 6, 7);

    private static final Evaluation GAUSSIAN = evaluate(TinyModel.gaussian(), 1);

    private static Evaluation evaluate(Sgvae model, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Evaluation.of(model, DATA, CONFIG, workers);
        }
    }

    @Test
    void result_doesNotDependOnTheNumberOfThreads() {
        assertThat(evaluate(TinyModel.gaussian(), 2).toJson()).isEqualTo(GAUSSIAN.toJson());
        assertThat(evaluate(TinyModel.gaussian(), 3).toJson()).isEqualTo(GAUSSIAN.toJson());
    }

    @Test
    void floor_isTheEntropyOfTheClasses() {
        assertThat(GAUSSIAN.classes()).isEqualTo(2);
        assertThat(GAUSSIAN.floor()).isCloseTo(Math.log(3) - 2 * Math.log(2) / 3, within(1e-12));
        assertThat(GAUSSIAN.likelihood().orElseThrow().nllG().value()).isGreaterThan(GAUSSIAN.floor());
    }

    @Test
    void json_hasTheKeysOfTheCommandLine() {
        assertThat(GAUSSIAN.toJson().members())
                .containsKeys(
                        "samples",
                        "valid",
                        "validInRange",
                        "validInRangeStdErr",
                        "property",
                        "unique",
                        "novel",
                        "validUniqueNovel",
                        "mmd",
                        "lengthTotalVariation",
                        "nllG",
                        "elboG",
                        "kl",
                        "floor",
                        "latentUse")
                .doesNotContainKeys("surrogate", "heldOut");
    }

    @Test
    void pointPosterior_hasASurrogateAndNoLikelihood() {
        assertThat(evaluate(TinyModel.point(), 2).toJson().members())
                .containsKeys("valid", "floor", "surrogate", "reconstructionRate", "interpolation")
                .doesNotContainKeys("nllG", "elboG", "kl", "latentUse");
    }

    /** With the same draws: no graph that was trained on is scored where others are held out, and no code is looked at. */
    @Test
    void comparison_isOfSamplesAndHeldOutGraphs() {
        Sgvae model = TinyModel.gaussian();
        List<Graph> test = List.of(TinyModel.PATH, TinyModel.PAIR);
        try (Workers workers = new Workers(1)) {
            Evaluation all = Evaluation.of(model, DATA, test, CONFIG, workers);
            Evaluation compared = Evaluation.forComparison(model, DATA, test, CONFIG, workers);
            assertThat(compared.validity()).isEqualTo(all.validity());
            assertThat(compared.variety()).isEqualTo(all.variety());
            assertThat(compared.resemblance().toJson())
                    .isEqualTo(all.resemblance().toJson());
            assertThat(compared.heldOut()).hasValue(HeldOut.of(model, test, CONFIG, workers));
            assertThat(compared.likelihood()).isEmpty();
            assertThat(compared.codes()).isEmpty();
            Evaluation nothingHeldOut = Evaluation.forComparison(model, DATA, List.of(), CONFIG, workers);
            assertThat(nothingHeldOut.likelihood()).isEqualTo(all.likelihood());
            assertThat(nothingHeldOut.heldOut()).isEmpty();
            assertThat(Evaluation.forComparison(TinyModel.point(), DATA, test, CONFIG, workers)
                            .heldOut())
                    .isEmpty();
        }
    }

    @Test
    void heldOutGraphs_areScoredLikeOthers() {
        Sgvae model = TinyModel.gaussian();
        try (Workers workers = new Workers(2)) {
            HeldOut scored = HeldOut.of(model, List.of(TinyModel.PATH, TinyModel.PAIR), CONFIG, workers);
            assertThat(scored.floor()).isCloseTo(Math.log(2), within(1e-12));
            double truth =
                    0.5 * TinyModel.nllG(model, TinyModel.PATH, 2) + 0.5 * TinyModel.nllG(model, TinyModel.PAIR, 2);
            Errors.assertEstimates(scored.likelihood().nllG(), truth, 0.2);
            assertThat(GAUSSIAN.withHeldOut(scored).toJson().members()).containsKeys("heldOut", "nllG");
        }
    }

    @Test
    void config_rejectsNothingToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvaluationConfig.standard(DATA, 1).withSamples(0))
                .withMessageContaining("samples 0");
    }
}
