package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.model.Sgvae;
import org.sgvae.random.RandomKey;
import org.sgvae.train.Workers;

class EvaluationTest {
    private static final DataSet DATA =
            DataSet.of("small cycles", List.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4), GraphFamilies.cycle(4)));
    private static final EvaluationConfig CONFIG = new EvaluationConfig(600, 130, 2, 6, 7);

    private static Evaluation evaluate(Sgvae model, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Evaluation.of(model, DATA, CONFIG, workers);
        }
    }

    @Test
    void result_doesNotDependOnTheNumberOfThreads() {
        Evaluation one = evaluate(TinyModel.gaussian(), 1);
        assertThat(evaluate(TinyModel.gaussian(), 2).toJson()).isEqualTo(one.toJson());
        assertThat(evaluate(TinyModel.gaussian(), 3).toJson()).isEqualTo(one.toJson());
    }

    @Test
    void floor_isTheEntropyOfTheClasses() {
        Evaluation evaluation = evaluate(TinyModel.gaussian(), 2);
        assertThat(evaluation.classes()).isEqualTo(2);
        assertThat(evaluation.floor()).isCloseTo(Math.log(3) - 2 * Math.log(2) / 3, within(1e-12));
        assertThat(evaluation.likelihood().orElseThrow().nllG().value()).isGreaterThan(evaluation.floor());
    }

    @Test
    void json_hasTheKeysOfTheCommandLine() {
        assertThat(evaluate(TinyModel.gaussian(), 2).toJson().members())
                .containsKeys(
                        "samples",
                        "valid",
                        "validInRange",
                        "validInRangeStdErr",
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

    @Test
    void heldOutGraphs_areScoredLikeOthers() {
        Sgvae model = TinyModel.gaussian();
        try (Workers workers = new Workers(2)) {
            Likelihood scored = Likelihood.of(model, List.of(GraphFamilies.cycle(5)), 50, 1, RandomKey.of(1), workers);
            assertThat(evaluate(model, 2).withHeldOut(scored).toJson().members())
                    .containsKeys("heldOut", "nllG");
        }
    }

    @Test
    void config_rejectsNothingToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvaluationConfig.standard(DATA, 1).withSamples(0))
                .withMessageContaining("samples 0");
    }
}
