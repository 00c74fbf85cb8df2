package org.sgvae.gradbench.nested;

import java.util.function.Function;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** A way to differentiate a function of a few scalars. */
public enum Differentiation {
    /** One pass for each argument. */
    FORWARD {
        @Override
        public Scalar[] gradient(Function<Scalar[], Scalar> f, Scalar[] x, int level) {
            Scalar[] gradient = new Scalar[x.length];
            for (int i = 0; i < x.length; i++) {
                Scalar[] along = new Scalar[x.length];
                for (int j = 0; j < x.length; j++) {
                    along[j] = new Dual(x[j], Scalar.of(i == j ? 1 : 0), level);
                }
                Scalar y = f.apply(along);
                gradient[i] = y instanceof Dual dual && y.level() == level ? dual.slope() : Scalar.of(0);
            }
            return gradient;
        }
    },
    /** One pass, then one backwards: on the library's tape if no other derivative is around it. */
    REVERSE {
        @Override
        public Scalar[] gradient(Function<Scalar[], Scalar> f, Scalar[] x, int level) {
            Scalar[] gradient = new Scalar[x.length];
            if (level == 0) {
                Tape tape = Tape.recording();
                Scalar[] leaves = new Scalar[x.length];
                for (int i = 0; i < x.length; i++) {
                    leaves[i] = new Scalar.OnTape(tape.variable(Scalar.matrix(x[i].value())), level);
                }
                if (f.apply(leaves) instanceof Scalar.OnTape y && y.variable().needsGradient()) {
                    tape.backward(y.variable());
                }
                for (int i = 0; i < x.length; i++) {
                    Variable leaf = ((Scalar.OnTape) leaves[i]).variable();
                    gradient[i] = Scalar.of(leaf.gradient().get(0));
                }
                return gradient;
            }
            Adjoint[] leaves = Adjoint.leaves(x, level);
            if (f.apply(leaves) instanceof Adjoint y && y.level() == level) {
                y.backward();
            }
            for (int i = 0; i < x.length; i++) {
                gradient[i] = leaves[i].sum();
            }
            return gradient;
        }
    };

    /** The mode that a letter of GradBench stands for. */
    public static Differentiation of(char letter) {
        return letter == 'r' ? REVERSE : FORWARD;
    }

    /**
     * Computes the gradient of a function.
     *
     * @param f the function
     * @param x where, scalars of lower levels
     * @param level number of derivatives around this one
     * @return a derivative for each argument, of lower levels
     */
    public abstract Scalar[] gradient(Function<Scalar[], Scalar> f, Scalar[] x, int level);
}
