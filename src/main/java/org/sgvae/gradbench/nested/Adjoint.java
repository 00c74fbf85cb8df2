package org.sgvae.gradbench.nested;

import java.util.ArrayList;
import java.util.List;

/** Reverse mode over any scalar, so that what it computes backwards has derivatives itself. */
final class Adjoint implements Scalar {
    private final List<Adjoint> record;
    private final int level;
    private final Scalar primal;
    private final List<Adjoint> inputs;
    private final List<Scalar> slopes;
    private Scalar sum = Scalar.of(0);

    private Adjoint(List<Adjoint> record, int level, Scalar primal, List<Adjoint> inputs, List<Scalar> slopes) {
        this.record = record;
        this.level = level;
        this.primal = primal;
        this.inputs = inputs;
        this.slopes = slopes;
        record.add(this);
    }

    /** Makes the arguments of a function, on one record. */
    static Adjoint[] leaves(Scalar[] values, int level) {
        List<Adjoint> record = new ArrayList<>();
        Adjoint[] leaves = new Adjoint[values.length];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = new Adjoint(record, level, values[i], List.of(), List.of());
        }
        return leaves;
    }

    /** Adds the derivatives of this scalar to the {@link #sum} of all that it depends on. */
    void backward() {
        sum = Scalar.of(1);
        for (int i = record.size() - 1; i >= 0; i--) {
            Adjoint y = record.get(i);
            for (int j = 0; j < y.inputs.size(); j++) {
                Adjoint x = y.inputs.get(j);
                x.sum = x.sum.plus(y.sum.times(y.slopes.get(j)));
            }
        }
    }

    Scalar sum() {
        return sum;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public double value() {
        return primal.value();
    }

    @Override
    public Scalar constant(Scalar lower) {
        return new Adjoint(record, level, lower, List.of(), List.of());
    }

    @Override
    public Scalar add(Scalar b) {
        Adjoint other = (Adjoint) b;
        return new Adjoint(
                record, level, primal.plus(other.primal), List.of(this, other), List.of(Scalar.of(1), Scalar.of(1)));
    }

    @Override
    public Scalar multiply(Scalar b) {
        Adjoint other = (Adjoint) b;
        return new Adjoint(
                record, level, primal.times(other.primal), List.of(this, other), List.of(other.primal, primal));
    }

    @Override
    public Scalar reciprocal() {
        Scalar inverse = primal.reciprocal();
        return new Adjoint(
                record, level, inverse, List.of(this), List.of(inverse.square().negate()));
    }

    @Override
    public Scalar sqrt() {
        Scalar root = primal.sqrt();
        return new Adjoint(
                record, level, root, List.of(this), List.of(root.plus(root).reciprocal()));
    }
}
