package org.sgvae.cli.option;

import picocli.CommandLine.Option;

/** The option that says how many samples a model is measured on. */
public final class SamplesOption {
    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            defaultValue = "10000",
            description = "Samples from the prior to measure a model on. Default: ${DEFAULT-VALUE}.")
    private int samples;

    /** How many. */
    public int count() {
        return samples;
    }
}
