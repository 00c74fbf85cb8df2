package org.sgvae.nn;

import static org.sgvae.autodiff.check.ExampleInputs.normal;

import java.util.List;
import org.sgvae.autodiff.check.OpCatalogue.Entry;
import org.sgvae.autodiff.check.OpCatalogue.Example;

/** The operations of this package that are not made of others, with examples to check their gradients on. */
public final class NnOpCatalogue {
    private NnOpCatalogue() {}

    /** {@return all operations of this package} */
    public static List<Entry> entries() {
        return List.of(new Entry(
                "GruCell.gru",
                (size, random) -> List.of(new Example(
                        List.of(
                                normal(size.rows(), size.columns(), random),
                                normal(size.rows(), 3 * size.columns(), random),
                                normal(size.rows(), 3 * size.columns(), random)),
                        in -> GruCell.gates(in.get(1), in.get(2), in.get(0))))));
    }
}
