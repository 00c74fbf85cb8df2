package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GradcheckCommandTest {
    @Test
    void wholeModel_agreesForBothPosteriorsAndRemovals() {
        CommandRun run = CommandRun.of("gradcheck", "--only", "model").assertFine();
        assertThat(run.out())
                .contains(
                        "whole model, point posterior",
                        "whole model, gaussian posterior",
                        "whole model, relaxed removal",
                        "all agree to 1e-7");
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
