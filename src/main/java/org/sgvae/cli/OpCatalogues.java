package org.sgvae.cli;

import java.util.List;
import java.util.stream.Stream;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.decoder.DecoderOpCatalogue;
import org.sgvae.gnn.GnnOpCatalogue;
import org.sgvae.gradbench.GradbenchOpCatalogue;
import org.sgvae.nn.NnOpCatalogue;

/** The operations of all packages. */
public final class OpCatalogues {
    private OpCatalogues() {}

    /** {@return every operation, with examples} */
    public static List<OpCatalogue.Entry> entries() {
        return Stream.of(
                        OpCatalogue.entries(),
                        NnOpCatalogue.entries(),
                        GnnOpCatalogue.entries(),
                        DecoderOpCatalogue.entries(),
                        GradbenchOpCatalogue.entries())
                .flatMap(List::stream)
                .toList();
    }
}
