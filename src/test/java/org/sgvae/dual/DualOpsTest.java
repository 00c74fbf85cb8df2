package org.sgvae.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.cli.OpCatalogues;

/** Backward mode against forward mode, operation by operation. */
class DualOpsTest {
    static List<OpCatalogue.Entry> entries() {
        return OpCatalogues.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void backward_agreesWithDualNumbers(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(11)) {
            if (example.inputs().stream().allMatch(input -> input.getNumElements() > 0)) {
                Tape tape = Tape.recording();
                List<Variable> inputs =
                        example.inputs().stream().map(tape::variable).toList();
                Variable y = example.function().apply(inputs);
                assertThat(entry.name()).endsWith("." + y.op().name());
                DMatrixRMaj yBar = RandomMatrices.normal(new SplittableRandom(12), y.rows(), y.columns());
                tape.backward(y, yBar);
                DualTape.check(y, yBar, 13, 1e-12);
            }
        }
    }
}
