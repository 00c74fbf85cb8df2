package org.sgvae.decoder;

import static org.sgvae.autodiff.check.ExampleInputs.grid;
import static org.sgvae.autodiff.check.ExampleInputs.indices;

import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.check.OpCatalogue.Entry;
import org.sgvae.autodiff.check.OpCatalogue.Example;

/** The operations of this package that are not made of others, with examples to check their gradients on. */
public final class DecoderOpCatalogue {
    private DecoderOpCatalogue() {}

    /** {@return all operations of this package} */
    public static List<Entry> entries() {
        return List.of(new Entry("PairMlp.addGatheredRelu", (size, random) -> {
            if (size.rows() > 0 && size.inner() == 0) {
                return List.of();
            }
            Indices row = indices(size.rows(), size.inner(), random);
            return List.of(
                    new Example( // sums are odd multiples of an eighth, away from the kink
                            List.of(
                                    grid(size.rows(), size.columns(), random, 0.25, 0),
                                    grid(size.inner(), size.columns(), random, 0.25, 0.125)),
                            in -> PairMlp.addGatheredRelu(in.get(0), in.get(1), row)));
        }));
    }
}
