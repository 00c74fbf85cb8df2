package org.sgvae.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.latent.Interpolation;
import org.sgvae.parallel.Workers;

class StudyTest {
    private static SeedResult seed(long seed, double valid, double nllG) {
        return new SeedResult(seed, Map.of("valid", valid, "nllG", nllG), Optional.empty());
    }

    private static final Study STUDY = new Study(
            0.99,
            2.35,
            2.3,
            List.of(
                    seed(1, 1, 2.31),
                    seed(2, 0.98, 2.31),
                    seed(3, 0.99, 2.35),
                    seed(4, 1, 2.36),
                    SeedResult.brokenOff(5, "a value is NaN")));

    @Test
    void seed_hasToReachBothMarks() {
        assertThat(STUDY.seeds().stream().map(STUDY::reached)).containsExactly(true, false, true, false, false);
        assertThat(STUDY.reached()).isEqualTo(2);
    }

    @Test
    void spread_isOfTheSeedsThatHaveTheMeasure() {
        assertThat(STUDY.spread("nllG")).isEqualTo(new Study.Spread((2.31 + 2.35) / 2, 2.31, 2.36));
        assertThat(Study.Spread.of(5, 1, 3)).isEqualTo(new Study.Spread(3, 1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> STUDY.spread("kl"));
    }

    @Test
    void json_hasSeedsAndSummary() {
        JsonPlace json = JsonPlace.root(STUDY.toJson(), "study");
        assertThat(json.at("reached").asInt()).isEqualTo(2);
        assertThat(json.at("of").asInt()).isEqualTo(5);
        assertThat(json.at("seeds").items().get(4).at("problem").asString()).isEqualTo("a value is NaN");
        assertThat(json.at("summary").at("valid").at("min").asDouble()).isEqualTo(0.98);
        assertThat(Json.compact(STUDY.toJson())).doesNotContain("NaN,");
    }

    @Test
    void markdown_hasALineForEachSeedAndEachFailure() {
        assertThat(STUDY.toMarkdown().lines())
                .anyMatch(line -> line.startsWith("| 1 | yes | "))
                .anyMatch(line -> line.startsWith("| 2 | no | "))
                .contains("| 5 | no | - | - |", "- seed 5: a value is NaN")
                .anyMatch(line -> line.startsWith("2 of 5 seeds"));
    }

    private static String explanation(double entropy, double information) {
        Map<String, Double> measures = Map.of(
                "logQOrder",
                -3.0,
                "orderingEntropy",
                entropy,
                "modes",
                4.0,
                "mutualInformation",
                information,
                "kl",
                1.5);
        return new SeedResult(1, measures, Optional.empty()).explanation(2.3);
    }

    @Test
    void explanation_namesOrderingAndCode() {
        assertThat(explanation(0.5, 2.3))
                .contains("ordering is open", "0.50", "4.0 ways")
                .doesNotContain("code");
        assertThat(explanation(0.01, 0.4)).contains("little used", "0.40 of 2.30", "KL 1.50");
        assertThat(explanation(0.5, 0.4)).contains("ordering is open", "little used");
        assertThat(explanation(0.01, 2.29)).contains("constructor");
    }

    @Test
    void seedResult_takesItsNumbersFromTheEvaluation() {
        DataSet data = DataSet.of("cycles", List.of(GraphFamilies.cycle(3), GraphFamilies.cycle(4)));
        Evaluation evaluation;
        try (Workers workers = new Workers(2)) {
            evaluation = Evaluation.of(TinyModel.gaussian(), data, new EvaluationConfig(60, 20, 1, 6, 7), workers);
        }
        SeedResult result = SeedResult.of(9, 1.5, evaluation);
        assertThat(result.measures())
                .containsEntry("trainSeconds", 1.5)
                .containsEntry(
                        "nllG", evaluation.likelihood().orElseThrow().nllG().value())
                .containsEntry("lengthTotalVariation", evaluation.validity().lengthTotalVariation())
                .containsKeys("valid", "elboG", "kl", "mutualInformation", "logQOrder", "modes", "reconstructionRate");
        Interpolation axis = evaluation.codes().orElseThrow().interpolation();
        assertThat(result.measure("axisFrom").orElse(Double.NaN))
                .isEqualTo(Double.valueOf(axis.points().get(0).meanLength().value()));
        assertThat(result.measure("axisTo").orElse(Double.NaN))
                .isEqualTo(Double.valueOf(axis.points().get(9).meanLength().value()));
        assertThat(Evaluation.floor(data)).isEqualTo(evaluation.floor());
        // -E log q = entropy of the ways + mean log|Aut|, here up to the noise of both estimates
        double meanLogAutomorphisms = (Math.log(6) + Math.log(8)) / 2;
        assertThat(-result.measures().get("logQOrder"))
                .isBetween(
                        result.measures().get("orderingEntropy") + meanLogAutomorphisms - 0.2,
                        result.measures().get("orderingEntropy") + meanLogAutomorphisms + 0.2);
    }
}
