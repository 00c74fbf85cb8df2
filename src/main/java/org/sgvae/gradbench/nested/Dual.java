package org.sgvae.gradbench.nested;

/**
 * Forward mode: a scalar with its derivative.
 *
 * @param primal the scalar, of a lower level
 * @param slope its derivative, of a lower level
 * @param level as {@link Scalar#level}
 */
record Dual(Scalar primal, Scalar slope, int level) implements Scalar {
    @Override
    public double value() {
        return primal.value();
    }

    @Override
    public Scalar constant(Scalar lower) {
        return new Dual(lower, Scalar.of(0), level);
    }

    @Override
    public Scalar add(Scalar b) {
        return new Dual(primal.plus(((Dual) b).primal), slope.plus(((Dual) b).slope), level);
    }

    @Override
    public Scalar multiply(Scalar b) {
        Dual other = (Dual) b;
        Scalar derivative = slope.times(other.primal).plus(primal.times(other.slope));
        return new Dual(primal.times(other.primal), derivative, level);
    }

    @Override
    public Scalar reciprocal() {
        Scalar inverse = primal.reciprocal();
        return new Dual(inverse, inverse.square().times(slope).negate(), level);
    }

    @Override
    public Scalar sqrt() {
        Scalar root = primal.sqrt();
        return new Dual(root, slope.over(root.plus(root)), level);
    }
}
