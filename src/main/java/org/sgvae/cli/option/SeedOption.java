package org.sgvae.cli.option;

import org.sgvae.random.RandomKey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that random numbers depend on. */
public final class SeedOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Source of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The seed. */
    public long value() {
        return seed;
    }

    /** The key of the seed. */
    public RandomKey key() {
        return RandomKey.of(seed);
    }

    /**
     * Refuses the option where nothing is drawn.
     *
     * @param why what leaves nothing to draw
     * @throws ParameterException if a seed was given
     */
    public void refuse(String why) {
        if (spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
            throw new ParameterException(spec.commandLine(), "--seed: nothing is drawn, " + why + "; leave it out");
        }
    }
}
