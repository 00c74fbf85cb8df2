package org.sgvae.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgvae.json.JsonObject;

class EvaluationTableTest {
    @Test
    void numbers_haveTheirErrorAndIntervalBesideThem() {
        JsonObject evaluation = JsonObject.builder()
                .put("samples", 100)
                .put("valid", 0.5)
                .put("validStdErr", 0.05)
                .put("validLow", 0.4)
                .put("validHigh", 0.6)
                .put("latentUse", JsonObject.builder().put("activeUnits", 2).build())
                .put("kind", "text")
                .build();
        assertThat(EvaluationTable.of(evaluation).lines().map(String::stripTrailing))
                .containsExactly(
                        "                        value  std. error  95 % interval",
                        "samples                   100                                drawn from the prior",
                        "valid                  0.5000      0.0500  0.4000 to 0.6000  share that is of the data's kind",
                        "latentUse.activeUnits       2                                entries of the code that differ"
                                + " between graphs");
    }
}
