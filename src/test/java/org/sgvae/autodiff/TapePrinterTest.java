package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.Examples.row;

import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;

class TapePrinterTest {
    private static Tape small(Tape tape) {
        Variable x = tape.variable(row(3, 4));
        Variable shift = tape.constant(row(1, 1));
        Variable y = ReductionOps.sum(ElementwiseOps.square(ArithmeticOps.add(x, shift)));
        if (tape.isRecording()) {
            tape.backward(y);
        }
        return tape;
    }

    @Test
    void table_showsOperationsShapesInputsAndNorms() {
        assertThat(TapePrinter.table(small(Tape.recording()))).isEqualTo("""
                        entry  operation               shape  inputs               |value|  |gradient|  made at
                           %0  variable                  1x2                         5.000       12.81
                           %1  constant                  1x2                         1.414           -
                           %2  add                       1x2  %0, %1                 6.403           -
                           %3  square                    1x2  %2                     29.68           -
                           %4  sum                       1x1  %3                     41.00           -
                        """);
    }

    @Test
    void table_showsGradientsWhereTheTapeKeepsThem() {
        Tape tape = Tape.recording();
        tape.inspector().retainGradients();
        String[] lines = TapePrinter.table(small(tape)).split("\n", -1);
        assertThat(lines[3]).contains("%2  add", "12.81");
        assertThat(lines[5]).contains("%4  sum", " 1.000");
    }

    @Test
    void dot_drawsAnArrowFromEachInput() {
        assertThat(TapePrinter.dot(small(Tape.recording()))).isEqualTo("""
                        digraph tape {
                          rankdir=BT;
                          v0 [label="variable\\n1x2", shape=box];
                          v1 [label="constant\\n1x2", shape=box, style=dashed];
                          v2 [label="add\\n1x2", shape=ellipse];
                          v0 -> v2 [style=bold];
                          v1 -> v2;
                          v3 [label="square\\n1x2", shape=ellipse];
                          v2 -> v3 [style=bold];
                          v4 [label="sum\\n1x1", shape=ellipse];
                          v3 -> v4 [style=bold];
                        }
                        """);
    }

    @Test
    void dot_escapesTheNamesOfCustomOps() {
        Tape tape = Tape.recording();
        tape.append(new Op("my \"op\"", (kernels, y) -> {}), 1, 1, tape.variable(row(1)));
        assertThat(TapePrinter.dot(tape)).contains("label=\"my \\\"op\\\"\\n1x1\"");
    }

    @Test
    void table_ofAForwardOnlyTapeNamesOperationsToo() {
        assertThat(TapePrinter.table(small(Tape.forwardOnly()))).contains("%2  add", "%4  sum");
        assertThat(TapePrinter.dot(small(Tape.forwardOnly())))
                .contains("square")
                .doesNotContain("->");
    }
}
