package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradcheckCommandTest {
    @Test
    void wholeModel_agreesForBothPosteriorsAndRemovals() {
        CommandRun run = CommandRun.of("gradcheck", "--only", "whole model").assertFine();
        assertThat(run.out())
                .contains(
                        "whole model, point posterior",
                        "whole model, gaussian posterior",
                        "whole model, relaxed removal",
                        "all agree to 1e-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SGGN", "GraphRNN", "GraphRNN-S", "GraphVAE", "GraphVAE unmatched", "GraphNVP", "GraphNVP affine"
            })
    void partsOfTheOtherModels_agree(String model) {
        CommandRun run =
                CommandRun.of("gradcheck", "--only", "model " + model + ",").assertFine();
        assertThat(run.out().lines().filter(line -> line.startsWith("model " + model + ",")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.endsWith("ok") && !line.contains(" 0.0e+00 "));
    }

    @Test
    void only_picksOperationsByName() {
        CommandRun run =
                CommandRun.of("gradcheck", "--only", "transpose", "--seed", 4).assertFine();
        assertThat(run.out().lines().filter(line -> line.endsWith("ok")))
                .singleElement()
                .asString()
                .contains("MatrixOps.transpose");
    }
}
