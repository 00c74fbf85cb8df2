package org.sgvae.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Training runs that take a moment: a few small cycles, a small model, two epochs. */
final class TinyRun {
    private TinyRun() {}

    /** Trains; further options, each with its value, come in place of these or beside them. */
    static CommandRun train(Path out, Object... options) {
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put("--data", "cycles:3-5,count=6");
        all.put("--epochs", 2);
        all.put("--node-dim", 4);
        all.put("--message-dim", 5);
        all.put("--graph-dim", 6);
        all.put("--out", out);
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        List<Object> args = new ArrayList<>(List.of("train"));
        all.forEach((option, value) -> args.addAll(List.of(option, value)));
        return CommandRun.of(args.toArray()).assertFine();
    }
}
