import { Controller, Get, Header, Module } from '@nestjs/common';

const WELCOME = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Welcome</title>
<h1>It runs.</h1>
<p>The API answers at <code>/graphql</code>; the README shows a first question. The pages are not built yet.</p>
</html>
`;

/** Serves the pages; owns no rule. Until they are built, it says so. */
@Controller()
class WelcomeController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  welcome(): string {
    return WELCOME;
  }
}

@Module({ controllers: [WelcomeController] })
export class WebModule {}
