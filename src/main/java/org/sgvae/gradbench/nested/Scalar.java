package org.sgvae.gradbench.nested;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;

/**
 * A number that may carry derivatives of numbers that carry derivatives. The outermost reverse mode is the library's
 * tape ({@link OnTape}); {@link Dual} is forward mode and {@link Adjoint} reverse mode over any other scalar.
 *
 * <p>A scalar belongs to a level, 0 for those that no inner derivative sees. In an operation on two levels the lower
 * one is a constant of the higher, so that derivatives of different levels are not confused.
 */
public interface Scalar {
    /** {@return how deep in nested derivatives} */
    int level();

    /** {@return the number} */
    double value();

    /** {@return a constant as a scalar of this kind} */
    Scalar constant(Scalar lower);

    /** Adds a scalar of the same kind and level. */
    Scalar add(Scalar b);

    /** Multiplies by a scalar of the same kind and level. */
    Scalar multiply(Scalar b);

    /** {@return 1 / a} */
    Scalar reciprocal();

    /** {@return the square root} */
    Scalar sqrt();

    default Scalar plus(Scalar b) {
        return level() == b.level()
                ? add(b)
                : level() > b.level() ? add(constant(b)) : b.constant(this).add(b);
    }

    default Scalar times(Scalar b) {
        return level() == b.level()
                ? multiply(b)
                : level() > b.level() ? multiply(constant(b)) : b.constant(this).multiply(b);
    }

    default Scalar minus(Scalar b) {
        return plus(b.negate());
    }

    default Scalar negate() {
        return times(of(-1));
    }

    default Scalar over(Scalar b) {
        return times(b.reciprocal());
    }

    default Scalar square() {
        return times(this);
    }

    /** {@return a number as a matrix, 1 x 1} */
    static DMatrixRMaj matrix(double value) {
        return new DMatrixRMaj(1, 1, true, value);
    }

    /** A plain number. */
    static Scalar of(double value) {
        return new Plain(value);
    }

    /** A double, constant everywhere. */
    record Plain(double value) implements Scalar {
        @Override
        public int level() {
            return -1;
        }

        @Override
        public Scalar constant(Scalar lower) {
            throw new AssertionError("nothing is below a plain number");
        }

        @Override
        public Scalar add(Scalar b) {
            return new Plain(value + b.value());
        }

        @Override
        public Scalar multiply(Scalar b) {
            return new Plain(value * b.value());
        }

        @Override
        public Scalar reciprocal() {
            return new Plain(1 / value);
        }

        @Override
        public Scalar sqrt() {
            return new Plain(Math.sqrt(value));
        }
    }

    /** A 1 x 1 variable on the library's tape. */
    record OnTape(Variable variable, int level) implements Scalar {
        @Override
        public double value() {
            return variable.scalarValue();
        }

        @Override
        public Scalar constant(Scalar lower) {
            return new OnTape(variable.tape().constant(matrix(lower.value())), level);
        }

        @Override
        public Scalar add(Scalar b) {
            return new OnTape(ArithmeticOps.add(variable, ((OnTape) b).variable), level);
        }

        @Override
        public Scalar multiply(Scalar b) {
            return new OnTape(ArithmeticOps.multiply(variable, ((OnTape) b).variable), level);
        }

        @Override
        public Scalar reciprocal() {
            Variable one = variable.tape().constant(matrix(1));
            return new OnTape(ArithmeticOps.divide(one, variable), level);
        }

        @Override
        public Scalar sqrt() {
            return new OnTape(ElementwiseOps.sqrt(variable), level);
        }
    }
}
