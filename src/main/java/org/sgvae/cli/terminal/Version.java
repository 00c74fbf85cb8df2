package org.sgvae.cli.terminal;

import java.util.Optional;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.IVersionProvider;

/** What runs here. */
public final class Version implements IVersionProvider {
    /** The program's version: the jar's manifest has it; without a jar, Maven tells. */
    public static String program() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse(System.getProperty("sgvae.version", RunDirectory.VERSION));
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "sgvae " + program(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ") on "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "kernels " + KernelChoice.current()
        };
    }
}
