package org.sgvae.gradbench;

import static org.sgvae.autodiff.check.ExampleInputs.normal;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.OpCatalogue.Entry;
import org.sgvae.autodiff.check.OpCatalogue.Example;

/** The operations of this package that are not made of others, with examples to check their gradients on. */
public final class GradbenchOpCatalogue {
    private GradbenchOpCatalogue() {}

    /** {@return all operations of this package} */
    public static List<Entry> entries() {
        return List.of(
                entrywise("Trigonometry.sin", Trigonometry::sin),
                entrywise("Trigonometry.cos", Trigonometry::cos),
                new Entry("LowerTriangle.lowerTriangle", (size, random) -> {
                    int d = size.columns();
                    return List.of(new Example(
                            List.of(normal(1, d, random), normal(1, d * (d - 1) / 2, random)),
                            in -> LowerTriangle.of(in.get(0), in.get(1))));
                }));
    }

    private static Entry entrywise(String name, UnaryOperator<Variable> operation) {
        return new Entry(
                name,
                (size, random) -> List.of(new Example(
                        List.of(normal(size.rows(), size.columns(), random)), in -> operation.apply(in.get(0)))));
    }
}
