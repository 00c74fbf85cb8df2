package org.sgvae.autodiff;

import java.util.Locale;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tape down: as a table to read from the first operation to the last, or as a graph for Graphviz.
 *
 * <p>Gradients are shown where they are kept: of leaves after {@link Tape#backward}, of everything if the tape
 * {@linkplain TapeInspector#retainGradients() retains gradients}. Lines of code are shown if the tape {@linkplain
 * TapeInspector#traceLines() traces} them.
 */
public final class TapePrinter {
    private TapePrinter() {}

    /**
     * Writes a line for each variable: position, operation, shape, positions of its inputs, Frobenius norms of value
     * and gradient, line of code.
     *
     * @param tape the tape; not modified
     * @return the table, each line ended by a line feed
     */
    public static String table(Tape tape) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%5s  %-18s %10s  %-16s %11s %11s  %s\n",
                "entry",
                "operation",
                "shape",
                "inputs",
                "|value|",
                "|gradient|",
                "made at"));
        for (int i = 0; i < tape.size(); i++) {
            Variable y = tape.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%5s  %-18s %10s  %-16s %11s %11s  %s\n",
                    "%" + i,
                    name(y),
                    Shapes.of(y),
                    inputs(y),
                    norm(y.value()),
                    norm(y.gradient),
                    Objects.requireNonNullElse(tape.inspector().madeAt(y), "")));
        }
        return text.toString().replaceAll(" +\n", "\n");
    }

    /**
     * Writes the tape in the DOT language of Graphviz: an arrow from each input to what was computed from it, bold
     * where a gradient flows back; variables are boxes, constants are dashed.
     *
     * @param tape the tape; not modified
     * @return the text of a {@code digraph}
     */
    public static String dot(Tape tape) {
        StringBuilder text = new StringBuilder("digraph tape {\n  rankdir=BT;\n");
        for (int i = 0; i < tape.size(); i++) {
            Variable y = tape.get(i);
            text.append("  v")
                    .append(i)
                    .append(" [label=\"")
                    .append(name(y).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\\n")
                    .append(Shapes.of(y))
                    .append("\", shape=")
                    .append(y.inputCount() == 0 ? "box" : "ellipse")
                    .append(y.inputCount() == 0 && !y.needsGradient() ? ", style=dashed" : "")
                    .append("];\n");
            for (int j = 0; j < y.inputCount(); j++) {
                Variable input = y.input(j);
                text.append("  v")
                        .append(input.index())
                        .append(" -> v")
                        .append(i)
                        .append(y.needsGradient() && input.needsGradient() ? " [style=bold]" : "")
                        .append(";\n");
            }
        }
        return text.append("}\n").toString();
    }

    /** On a forward-only tape every result looks like a leaf, but keeps the name of its operation. */
    private static String name(Variable y) {
        if (y.op().equals(Op.LEAF)) {
            return y.needsGradient() ? "variable" : "constant";
        }
        return y.op().name();
    }

    private static String inputs(Variable y) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < y.inputCount(); i++) {
            text.append(i == 0 ? "%" : ", %").append(y.input(i).index());
        }
        return text.toString();
    }

    private static String norm(@Nullable DMatrixRMaj matrix) {
        if (matrix == null) {
            return "-";
        }
        return String.format(Locale.ROOT, "%.4g", MatrixText.norm(matrix));
    }
}
