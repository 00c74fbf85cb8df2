package org.sgvae.autodiff.op;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.Kernels;

/** Functions of one number, applied to every entry of a matrix. */
public final class ElementwiseOps {
    private ElementwiseOps() {}

    /**
     * Exponential \(y = e^x\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y\,y\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable exp(Variable x) {
        Variable y = append(EXP, x);
        x.tape().kernels().exp(x.value(), y.value());
        return y;
    }

    private static final Op EXP = new Op("exp", (kernels, y) -> {
        double[] value = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += yBar[i] * value[i];
        }
    });

    /**
     * Natural logarithm \(y = \ln x\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y / x\).
     *
     * @param x a matrix of positive numbers; not modified
     * @return \(Y\), of the same shape; \(-\infty\) where \(x = 0\), not a number where \(x &lt; 0\)
     */
    public static Variable log(Variable x) {
        Variable y = append(LOG, x);
        x.tape().kernels().log(x.value(), y.value());
        return y;
    }

    private static final Op LOG = new Op("log", (kernels, y) -> {
        double[] x = y.input(0).value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += yBar[i] / x[i];
        }
    });

    /**
     * \(y = e^x - 1\) of each entry, without cancellation near 0.
     *
     * <p>Pullback: \(\bar x = \bar y\,e^x\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable expm1(Variable x) {
        Variable y = append(EXPM1, x);
        x.tape().kernels().expm1(x.value(), y.value());
        return y;
    }

    private static final Op EXPM1 = new Op("expm1", (kernels, y) -> {
        Variable x = y.input(0);
        DMatrixRMaj slope = y.tape().workspace().borrow(y.rows(), y.columns()); // y + 1 would cancel near −1
        kernels.exp(x.value(), slope);
        addProduct(y.gradient(), slope, x.gradient());
        y.tape().workspace().giveBack(slope);
    });

    /**
     * \(y = \ln(1 + x)\) of each entry, without cancellation near 0.
     *
     * <p>Pullback: \(\bar x = \bar y / (1 + x)\).
     *
     * @param x a matrix of numbers above −1; not modified
     * @return \(Y\), of the same shape; \(-\infty\) where \(x = -1\), not a number where \(x &lt; -1\)
     */
    public static Variable log1p(Variable x) {
        Variable y = append(LOG1P, x);
        x.tape().kernels().log1p(x.value(), y.value());
        return y;
    }

    private static final Op LOG1P = new Op("log1p", (kernels, y) -> {
        double[] x = y.input(0).value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += yBar[i] / (1 + x[i]);
        }
    });

    /**
     * Square root \(y = \sqrt x\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y / (2y)\), which is not finite at 0.
     *
     * @param x a matrix of numbers \(\ge 0\); not modified
     * @return \(Y\), of the same shape; not a number where \(x &lt; 0\)
     */
    public static Variable sqrt(Variable x) {
        Variable y = append(SQRT, x);
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            to[i] = Math.sqrt(from[i]);
        }
        return y;
    }

    private static final Op SQRT = new Op("sqrt", (kernels, y) -> {
        double[] value = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += yBar[i] / (2 * value[i]);
        }
    });

    /**
     * Square \(y = x^2\) of each entry.
     *
     * <p>Pullback: \(\bar x = 2 x \bar y\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable square(Variable x) {
        Variable y = append(SQUARE, x);
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            to[i] = from[i] * from[i];
        }
        return y;
    }

    private static final Op SQUARE = new Op("square", (kernels, y) -> {
        double[] x = y.input(0).value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += 2 * x[i] * yBar[i];
        }
    });

    /**
     * Hyperbolic tangent \(y = \tanh x\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y\,(1 - y^2)\), as \(4 \bar y\,\sigma'(2x)\), which is not lost where y is almost
     * one.
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable tanh(Variable x) {
        Variable y = append(TANH, x);
        x.tape().kernels().tanh(x.value(), y.value());
        return y;
    }

    private static final Op TANH = new Op("tanh", (kernels, y) -> addLogisticSlopes(4, 2, kernels, y));

    /**
     * Logistic function \(y = \sigma(x) = 1 / (1 + e^{-x})\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y\,\sigma'(x)\), with \(\sigma'(x) = y (1 - y) = e/(1 + e)^2\) for
     * \(e = e^{-|x|}\), which is not lost where y is almost one.
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable sigmoid(Variable x) {
        Variable y = append(SIGMOID, x);
        x.tape().kernels().sigmoid(x.value(), y.value());
        return y;
    }

    private static final Op SIGMOID = new Op("sigmoid", (kernels, y) -> addLogisticSlopes(1, 1, kernels, y));

    /** \(\bar x \mathrel{+}= a\,\bar y\,\sigma'(b x)\). */
    private static void addLogisticSlopes(double a, double b, Kernels kernels, Variable y) {
        Variable x = y.input(0);
        DMatrixRMaj e = y.tape().workspace().borrow(y.rows(), y.columns());
        for (int i = 0; i < e.getNumElements(); i++) {
            e.data[i] = -b * Math.abs(x.value().data[i]);
        }
        kernels.exp(e, e);
        double[] yBar = y.gradient().data;
        double[] xBar = x.gradient().data;
        for (int i = 0; i < e.getNumElements(); i++) {
            double d = 1 + e.data[i];
            xBar[i] += yBar[i] * (a * e.data[i] / (d * d));
        }
        y.tape().workspace().giveBack(e);
    }

    /**
     * Softplus \(y = \ln(1 + e^x)\) of each entry, without overflow.
     *
     * <p>Pullback: \(\bar x = \bar y\,\sigma(x)\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable softplus(Variable x) {
        Variable y = append(SOFTPLUS, x);
        x.tape().kernels().softplus(x.value(), y.value());
        return y;
    }

    private static final Op SOFTPLUS = new Op("softplus", (kernels, y) -> {
        Variable x = y.input(0);
        DMatrixRMaj slope = y.tape().workspace().borrow(y.rows(), y.columns());
        kernels.sigmoid(x.value(), slope);
        addProduct(y.gradient(), slope, x.gradient());
        y.tape().workspace().giveBack(slope);
    });

    /**
     * Logarithm of the logistic function, \(y = \ln \sigma(x) = -\ln(1 + e^{-x})\), of each entry, without overflow:
     * the log-probability of "yes" under the logit \(x\); that of "no" is the same of \(-x\).
     *
     * <p>Pullback: \(\bar x = \bar y\,\sigma(-x)\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape, in nats
     */
    public static Variable logSigmoid(Variable x) {
        Tape tape = x.tape();
        Variable y = append(LOG_SIGMOID, x);
        DMatrixRMaj work = tape.workspace().borrow(x.rows(), x.columns());
        negate(x.value(), work);
        tape.kernels().softplus(work, y.value());
        negate(y.value(), y.value());
        tape.workspace().giveBack(work);
        return y;
    }

    private static final Op LOG_SIGMOID = new Op("logSigmoid", (kernels, y) -> {
        Variable x = y.input(0);
        Tape tape = y.tape();
        DMatrixRMaj negative = tape.workspace().borrow(y.rows(), y.columns());
        DMatrixRMaj slope = tape.workspace().borrow(y.rows(), y.columns());
        negate(x.value(), negative);
        kernels.sigmoid(negative, slope);
        addProduct(y.gradient(), slope, x.gradient());
        tape.workspace().giveBack(slope);
        tape.workspace().giveBack(negative);
    });

    /**
     * Rectifier \(y = \max(0, x)\) of each entry.
     *
     * <p>Pullback: \(\bar x = \bar y\,[x > 0]\); at the kink the derivative is taken to be 0.
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape
     */
    public static Variable relu(Variable x) {
        Variable y = append(RELU, x);
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            to[i] = Math.max(0, from[i]);
        }
        return y;
    }

    private static final Op RELU = new Op("relu", (kernels, y) -> {
        double[] value = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar[i] += value[i] > 0 ? yBar[i] : 0;
        }
    });

    /**
     * The same value, through which no gradient flows: \(Y = X\), \(\bar X = 0\).
     *
     * @param x a matrix; not modified
     * @return \(Y\), of the same shape, a constant to {@link Tape#backward}
     */
    public static Variable stopGradient(Variable x) {
        Variable y = append(STOP_GRADIENT, x);
        y.needsGradient = false;
        System.arraycopy(x.value().data, 0, y.value().data, 0, x.value().getNumElements());
        return y;
    }

    private static final Op STOP_GRADIENT = new Op("stopGradient", (kernels, y) -> {});

    private static Variable append(Op op, Variable x) {
        return x.tape().append(op, x.rows(), x.columns(), x);
    }

    private static void negate(DMatrixRMaj from, DMatrixRMaj to) {
        for (int i = 0; i < from.getNumElements(); i++) {
            to.data[i] = -from.data[i];
        }
    }

    private static void addProduct(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj sum) {
        for (int i = 0; i < a.getNumElements(); i++) {
            sum.data[i] += a.data[i] * b.data[i];
        }
    }
}
