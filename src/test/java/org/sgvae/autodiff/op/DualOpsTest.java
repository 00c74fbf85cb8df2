package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.dual.Dual;

/** Backward mode against forward mode: \(\langle \bar Y, J \dot X \rangle = \langle J^\top \bar Y, \dot X \rangle\). */
class DualOpsTest {
    static List<OpCatalogue.Entry> entries() {
        return OpCatalogue.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void backward_agreesWithDualNumbers(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(11)) {
            if (example.inputs().stream().allMatch(input -> input.getNumElements() > 0)) {
                check(entry.name(), example);
            }
        }
    }

    private static void check(String name, OpCatalogue.Example example) {
        Tape tape = Tape.recording();
        List<Variable> inputs = example.inputs().stream().map(tape::variable).toList();
        Variable y = example.function().apply(inputs);
        DMatrixRMaj yBar = Examples.normal(y.rows(), y.columns(), 12);
        tape.backward(y, yBar);
        List<Dual[][]> duals = new ArrayList<>();
        double backward = 0;
        double size = 1;
        for (Variable input : inputs) {
            DMatrixRMaj direction = Examples.normal(input.rows(), input.columns(), 13 + duals.size());
            Dual[][] dual = new Dual[input.rows()][input.columns()];
            for (int i = 0; i < input.rows(); i++) {
                for (int j = 0; j < input.columns(); j++) {
                    dual[i][j] = new Dual(input.value().get(i, j), direction.get(i, j));
                    double part = input.gradient().get(i, j) * direction.get(i, j);
                    backward += part;
                    size += Math.abs(part);
                }
            }
            duals.add(dual);
        }
        Dual[][] expected = DualOps.apply(name, duals, y);
        double forward = 0;
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                Dual entry = expected[i][j];
                assertThat(y.value().get(i, j))
                        .as(name)
                        .isCloseTo(entry.value(), within(1e-12 * (1 + Math.abs(entry.value()))));
                forward += yBar.get(i, j) * entry.slope();
            }
        }
        assertThat(backward).as(name).isCloseTo(forward, within(1e-12 * size));
    }
}
