package org.sgvae.cli.option;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which seeds to train with. */
public final class SeedsOption {
    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            converter = SeedsConverter.class,
            description = "Such as 1-20, or 1,4,10-12. Default: 1-3.")
    private SeedsConverter.@Nullable Seeds seeds;

    /** The seeds. */
    public List<Long> numbers() {
        return numbersOr(List.of(1L, 2L, 3L));
    }

    /**
     * The seeds, with another default.
     *
     * @param absent the seeds if none are given
     */
    public List<Long> numbersOr(List<Long> absent) {
        return seeds != null ? seeds.numbers() : absent;
    }
}
