package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.check.OpCatalogue;

class TapeCommandTest {
    @Test
    void layer_isPrintedWithGradientsAndLines() {
        List<String> lines = CommandRun.of("tape").assertFine().out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).contains("operation", "|gradient|");
        assertThat(lines.get(1)).contains("constant", "2x3", "TapeCommand.layer(TapeCommand.java:");
        assertThat(lines.get(4)).contains("affine", "2x4", "%0, %1, %2");
        assertThat(lines.get(5)).contains("tanh");
        assertThat(lines.get(6)).contains("sum", "1x1", "1.000"); // the slope of the sum in itself
    }

    @Test
    void dot_isAGraphAndNothingElse() {
        String out = CommandRun.of("tape", "--dot").assertFine().out();
        assertThat(out).startsWith("digraph tape {").endsWith("}\n").contains("label=\"affine\\n2x4\"");
    }

    @Test
    void model_isPrintedWithItsFusedOperations() {
        assertThat(CommandRun.of("tape", "--case", "model").assertFine().out())
                .contains("incomingSum", "gru", "gatedSum", "addGatheredRelu", "logSoftmax", "Destructor.java:");
    }

    static List<String> operations() {
        return OpCatalogues.entries().stream().map(OpCatalogue.Entry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_isFoundByNameWithAndWithoutClass(String name) {
        String operation = name.substring(name.indexOf('.') + 1);
        String out = CommandRun.of("tape", "--case", name).assertFine().out();
        assertThat(out.lines()).anyMatch(line -> line.matches(" *%\\d+ +" + operation + " .*"));
        assertThat(CommandRun.of("tape", "--case", operation).assertFine().out())
                .isEqualTo(out);
    }

    @Test
    void unknownCase_isRefusedWithThoseThatAreNear() {
        CommandRun.of("tape", "--case", "softma").assertFailed(2, "--case softma", "SoftmaxOps.logSoftmax");
        CommandRun.of("tape", "--case", "nothing").assertFailed(2, "an operation that gradcheck lists");
    }
}
