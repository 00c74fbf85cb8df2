package org.sgvae.autodiff.op;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Pullback;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * Sums, differences, products and quotients, entry by entry.
 *
 * <p>Operands of different shapes are stretched: where one has a single row (column) and the other several, that row
 * (column) is repeated. So an \(r \times c\) matrix combines with \(1 \times c\), \(r \times 1\) and \(1 \times 1\), on
 * either side, and \(r \times 1\) with \(1 \times c\) gives \(r \times c\). Gradients are summed over the repetitions.
 */
public final class ArithmeticOps {
    private ArithmeticOps() {}

    /**
     * Sum \(Y = A + B\).
     *
     * <p>Pullback: \(\bar A = \bar Y\), \(\bar B = \bar Y\).
     *
     * @param a first operand; not modified
     * @param b second operand, on the same tape; not modified
     * @return \(Y\), of the shape both are stretched to
     * @throws IllegalArgumentException if the shapes do not fit or the tapes differ
     */
    public static Variable add(Variable a, Variable b) {
        Variable y = append(ADD, a, b);
        DMatrixRMaj left = Broadcast.stretch(a, y.rows(), y.columns());
        DMatrixRMaj right = Broadcast.stretch(b, y.rows(), y.columns());
        double[] sum = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            sum[i] = left.data[i] + right.data[i];
        }
        Broadcast.release(a, left);
        Broadcast.release(b, right);
        return y;
    }

    private static final Op ADD = new Op("add", (kernels, y) -> {
        if (y.input(0).needsGradient()) {
            Broadcast.addSums(kernels, 1, y.gradient(), y.input(0).gradient());
        }
        if (y.input(1).needsGradient()) {
            Broadcast.addSums(kernels, 1, y.gradient(), y.input(1).gradient());
        }
    });

    /**
     * Difference \(Y = A - B\).
     *
     * <p>Pullback: \(\bar A = \bar Y\), \(\bar B = -\bar Y\).
     *
     * @param a first operand; not modified
     * @param b second operand, on the same tape; not modified
     * @return \(Y\), of the shape both are stretched to
     * @throws IllegalArgumentException if the shapes do not fit or the tapes differ
     */
    public static Variable subtract(Variable a, Variable b) {
        Variable y = append(SUBTRACT, a, b);
        DMatrixRMaj left = Broadcast.stretch(a, y.rows(), y.columns());
        DMatrixRMaj right = Broadcast.stretch(b, y.rows(), y.columns());
        double[] difference = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            difference[i] = left.data[i] - right.data[i];
        }
        Broadcast.release(a, left);
        Broadcast.release(b, right);
        return y;
    }

    private static final Op SUBTRACT = new Op("subtract", (kernels, y) -> {
        if (y.input(0).needsGradient()) {
            Broadcast.addSums(kernels, 1, y.gradient(), y.input(0).gradient());
        }
        if (y.input(1).needsGradient()) {
            Broadcast.addSums(kernels, -1, y.gradient(), y.input(1).gradient());
        }
    });

    /**
     * Product \(Y = A \odot B\), entry by entry.
     *
     * <p>Pullback: \(\bar A = \bar Y \odot B\), \(\bar B = \bar Y \odot A\).
     *
     * @param a first factor; not modified
     * @param b second factor, on the same tape; not modified
     * @return \(Y\), of the shape both are stretched to
     * @throws IllegalArgumentException if the shapes do not fit or the tapes differ
     */
    public static Variable multiply(Variable a, Variable b) {
        Variable y = append(MULTIPLY, a, b);
        DMatrixRMaj left = Broadcast.stretch(a, y.rows(), y.columns());
        DMatrixRMaj right = Broadcast.stretch(b, y.rows(), y.columns());
        times(left, right, y.value());
        Broadcast.release(a, left);
        Broadcast.release(b, right);
        return y;
    }

    private static final Op MULTIPLY = new Op("multiply", (kernels, y) -> {
        addTimes(y, y.input(1), y.input(0));
        addTimes(y, y.input(0), y.input(1));
    });

    /** Adds Ȳ ⊙ factor to the gradient of the other factor. */
    private static void addTimes(Variable y, Variable factor, Variable other) {
        if (other.needsGradient()) {
            Tape tape = y.tape();
            DMatrixRMaj stretched = Broadcast.stretch(factor, y.rows(), y.columns());
            DMatrixRMaj product = tape.workspace().borrow(y.rows(), y.columns());
            times(y.gradient(), stretched, product);
            Broadcast.addSums(tape.kernels(), 1, product, other.gradient());
            tape.workspace().giveBack(product);
            Broadcast.release(factor, stretched);
        }
    }

    private static void times(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj product) {
        for (int i = 0; i < product.getNumElements(); i++) {
            product.data[i] = a.data[i] * b.data[i];
        }
    }

    /**
     * Quotient \(Y = A \oslash B\), entry by entry.
     *
     * <p>Pullback: \(\bar A = \bar Y \oslash B\), \(\bar B = -\bar Y \odot Y \oslash B\).
     *
     * @param a numerator; not modified
     * @param b denominator, on the same tape; not modified
     * @return \(Y\), of the shape both are stretched to; not finite where an entry of \(B\) is 0
     * @throws IllegalArgumentException if the shapes do not fit or the tapes differ
     */
    public static Variable divide(Variable a, Variable b) {
        Variable y = append(DIVIDE, a, b);
        DMatrixRMaj numerator = Broadcast.stretch(a, y.rows(), y.columns());
        DMatrixRMaj denominator = Broadcast.stretch(b, y.rows(), y.columns());
        double[] quotient = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            quotient[i] = numerator.data[i] / denominator.data[i];
        }
        Broadcast.release(a, numerator);
        Broadcast.release(b, denominator);
        return y;
    }

    private static final Op DIVIDE = new Op("divide", (kernels, y) -> {
        Tape tape = y.tape();
        Variable a = y.input(0);
        Variable b = y.input(1);
        double[] yBar = y.gradient().data;
        DMatrixRMaj denominator = Broadcast.stretch(b, y.rows(), y.columns());
        DMatrixRMaj quotient = tape.workspace().borrow(y.rows(), y.columns());
        for (int i = 0; i < quotient.getNumElements(); i++) {
            quotient.data[i] = yBar[i] / denominator.data[i];
        }
        if (a.needsGradient()) {
            Broadcast.addSums(kernels, 1, quotient, a.gradient());
        }
        if (b.needsGradient()) {
            times(quotient, y.value(), quotient);
            Broadcast.addSums(kernels, -1, quotient, b.gradient());
        }
        tape.workspace().giveBack(quotient);
        Broadcast.release(b, denominator);
    });

    private static Variable append(Op op, Variable a, Variable b) {
        return a.tape().append(op, Broadcast.rows(op.name(), a, b), Broadcast.columns(op.name(), a, b), a, b);
    }

    /**
     * Multiple \(Y = \alpha X\).
     *
     * <p>Pullback: \(\bar X = \alpha \bar Y\).
     *
     * @param factor \(\alpha\), a constant
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable scale(double factor, Variable x) {
        return scale(SCALE, factor, x);
    }

    private static Variable scale(Op op, double factor, Variable x) {
        Variable y = x.tape().append(op, x.rows(), x.columns(), x).keep(factor);
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            to[i] = factor * from[i];
        }
        return y;
    }

    private static final Pullback SCALED = (kernels, y) ->
            kernels.addScaled(y.keptNumber(), y.gradient(), y.input(0).gradient());

    private static final Op SCALE = new Op("scale", SCALED);
    private static final Op NEGATE = new Op("negate", SCALED);

    /**
     * Negative \(Y = -X\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable negate(Variable x) {
        return scale(NEGATE, -1, x);
    }

    /**
     * Shift \(Y = X + \alpha\).
     *
     * <p>Pullback: \(\bar X = \bar Y\).
     *
     * @param x a matrix; not modified
     * @param constant \(\alpha\), added to every entry
     * @return \(Y\), of the same shape
     */
    public static Variable addConstant(Variable x, double constant) {
        Variable y = x.tape().append(ADD_CONSTANT, x.rows(), x.columns(), x);
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            to[i] = from[i] + constant;
        }
        return y;
    }

    private static final Op ADD_CONSTANT = new Op(
            "addConstant", (kernels, y) -> kernels.add(y.gradient(), y.input(0).gradient()));
}
