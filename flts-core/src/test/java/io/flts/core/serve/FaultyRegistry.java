package io.flts.core.serve;

import io.flts.api.registry.Registry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that can be out of reach, and that can hand out other bytes than it should. */
final class FaultyRegistry {
  final Registry registry;
  final AtomicInteger calls = new AtomicInteger();
  volatile boolean down;
  volatile byte[] bytesInstead = new byte[0];

  FaultyRegistry(Registry inner) {
    registry =
        (Registry)
            Proxy.newProxyInstance(
                Registry.class.getClassLoader(),
                new Class<?>[] {Registry.class},
                (proxy, method, arguments) -> {
                  calls.incrementAndGet();
                  if (down && method.getDeclaringClass() == Registry.class) {
                    throw new IOException("connection refused");
                  }
                  try {
                    Object result = method.invoke(inner, arguments);
                    return result instanceof InputStream && bytesInstead.length > 0
                        ? new ByteArrayInputStream(bytesInstead)
                        : result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }
}
