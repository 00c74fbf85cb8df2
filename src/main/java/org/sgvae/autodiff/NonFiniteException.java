package org.sgvae.autodiff;

/** Thrown when a value on a tape is infinite or not a number; the message names the operation where that began. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    NonFiniteException(Variable variable, int row, int column) {
        super(message(variable, row, column));
    }

    private static String message(Variable variable, int row, int column) {
        StringBuilder text = new StringBuilder()
                .append(variable.op().name())
                .append(" (entry ")
                .append(variable.index())
                .append(" of the tape, ")
                .append(Shapes.of(variable))
                .append(") has ")
                .append(variable.value().get(row, column))
                .append(" at row ")
                .append(row)
                .append(", column ")
                .append(column);
        for (int i = 0; i < variable.inputCount(); i++) {
            text.append(i == 0 ? "; made from " : ", ").append(variable.input(i).label());
        }
        String line = variable.tape().inspector().madeAt(variable);
        return text.append(
                        line == null ? "; tape.inspector().traceLines() tells the line of code" : "; made at " + line)
                .toString();
    }
}
