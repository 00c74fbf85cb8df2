package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;

class MetricsJsonTest {
    private static final EpochMetrics METRICS =
            new EpochMetrics(3, -5.5, -4, 4.5, -3, OptionalDouble.empty(), 0.25, 2, 50);
    private static final JsonObject NOTHING = JsonObject.builder().build();

    @Test
    void gaussian_reportsTheBound() {
        JsonObject line =
                MetricsJson.of(METRICS, Presets.standard(TinyData.cycles()).model(), NOTHING);
        assertThat(line.members().keySet())
                .containsExactly(
                        "epoch",
                        "elboG",
                        "reconstruction",
                        "kl",
                        "logQOrder",
                        "gradientNorm",
                        "trainSeconds",
                        "graphsPerSecond");
        assertThat(line.members()).containsEntry("elboG", JsonNumber.of(-5.5)).containsEntry("kl", JsonNumber.of(4.5));
    }

    @Test
    void point_reportsALossAndNoDivergence() {
        JsonObject line =
                MetricsJson.of(METRICS, Presets.paper(TinyData.cycles()).model(), NOTHING);
        assertThat(line.members())
                .containsEntry("surrogate", JsonNumber.of(5.5)) // −(reconstruction + logPz − logQOrder)
                .containsEntry("kl", JsonNull.NULL)
                .containsEntry("logPz", JsonNumber.of(-4.5))
                .doesNotContainKey("elboG");
    }

    @Test
    void sggn_reportsTheBoundAndNothingOfACode() {
        JsonObject line =
                MetricsJson.of(METRICS, Presets.sggn(TinyData.cycles()).model(), NOTHING);
        assertThat(line.members())
                .containsEntry("elboG", JsonNumber.of(-5.5))
                .doesNotContainKeys("kl", "logPz", "surrogate");
    }

    @Test
    void times_comeLast() {
        JsonObject evaluation = JsonObject.builder().put("valid", 0.5).build();
        assertThat(MetricsJson.of(METRICS, Presets.paper(TinyData.cycles()).model(), evaluation)
                        .members()
                        .keySet())
                .containsSubsequence("valid", "trainSeconds", "graphsPerSecond")
                .last()
                .isEqualTo("graphsPerSecond");
    }
}
